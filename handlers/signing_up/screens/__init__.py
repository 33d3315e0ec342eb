"""How signing up looks."""
