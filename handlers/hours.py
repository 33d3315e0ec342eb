"""Logging hours, and deciding on them."""

from handlers.tap import Routes

routes = Routes()
