"""What a unit decides for itself and everything below it."""
