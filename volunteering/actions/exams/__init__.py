"""Examinations: announced, registered for, numbered, and decided."""
