"""Hours, as volunteers and leaders find them."""
