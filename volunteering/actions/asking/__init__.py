"""Asking people to help out, where a shift takes more than it has."""
