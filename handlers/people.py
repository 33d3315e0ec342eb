"""Finding people; roles, suspension, no-shows."""

from handlers.tap import Routes

routes = Routes()
