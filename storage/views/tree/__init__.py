"""Units, as admins and volunteers find them."""
