"""Who came."""

from handlers.tap import Routes

routes = Routes()
