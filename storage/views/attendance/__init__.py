"""Rosters, as leaders find them."""
