"""What is shown while people come."""
