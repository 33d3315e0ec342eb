"""Somebody's shifts in a calendar of their own: its address, and a shift as a file."""
