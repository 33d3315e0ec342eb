"""Bringing people along: lists that admins send, and rows on their way into the tables."""
