"""Who came, and for how long."""
