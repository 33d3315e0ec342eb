"""How asking people to help out looks."""
