"""How activities look to those who lead them."""
