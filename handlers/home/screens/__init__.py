"""How home and help look."""
