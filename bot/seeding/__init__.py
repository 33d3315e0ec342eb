"""A synthetic city, the size of a real one, the same every time: for trying Yigong as it will be in use."""

from bot.seeding.filling import see_that_years_can_be, seed_city

__all__ = ["see_that_years_can_be", "seed_city"]
