"""What is said of lists that are imported."""
