"""Activities and shifts, as people find them."""
