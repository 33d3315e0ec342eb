"""How what is about ratings and commendations looks."""
