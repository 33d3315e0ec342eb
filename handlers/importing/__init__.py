"""Bringing people along by a list."""
