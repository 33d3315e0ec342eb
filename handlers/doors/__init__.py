"""The way of every tap, to the handler it is for."""
