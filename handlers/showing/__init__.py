"""What screens of several capabilities share."""
