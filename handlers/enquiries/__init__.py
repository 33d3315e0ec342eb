"""Somebody to turn to."""
