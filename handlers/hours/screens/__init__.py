"""How hours look to who gave them, and to who decides on them."""
