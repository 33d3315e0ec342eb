"""Service records as files, and what is said with them."""
