"""The totals of a month or a year."""

from handlers.tap import Routes

routes = Routes()
