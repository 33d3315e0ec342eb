"""Having a place in a shift."""
