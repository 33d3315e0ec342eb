"""What people are qualified for: sending it, verifying it, giving it, and the kinds there are."""
