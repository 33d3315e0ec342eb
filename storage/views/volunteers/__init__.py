"""People, as admins and they themselves find them."""
