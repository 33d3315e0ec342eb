"""How activities and their shifts look to volunteers."""
