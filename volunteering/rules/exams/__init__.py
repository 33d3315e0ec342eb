"""Examinations: what is announced, who may register, and what comes of it."""
