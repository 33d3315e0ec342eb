"""Branches and teams."""

from handlers.tap import Routes

routes = Routes()
