"""How the places of a unit go round: what it decides of it, on a screen of its own."""
