"""What is said in groups, and about them."""
