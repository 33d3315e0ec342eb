"""What is said about units."""
