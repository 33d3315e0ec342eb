"""Posting activities and managing them."""

from handlers.tap import Routes

routes = Routes()
