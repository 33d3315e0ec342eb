"""Updates that were parked, as the admins of the top unit look after them."""
