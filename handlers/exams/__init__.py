"""Examinations: what is on, registering, and what their admins do."""
