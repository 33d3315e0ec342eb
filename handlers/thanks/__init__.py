"""Ratings of shifts, commendations, and somebody's record as others see it."""
