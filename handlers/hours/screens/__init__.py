"""How hours look."""
