"""A synthetic city, the size of a real one, the same every time: for trying Yigong as it will be in use."""

from bot.seeding.filling import seed_city

__all__ = ["seed_city"]
