"""Asking people to help out, as they see it, and as the leader does."""
