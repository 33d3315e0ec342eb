"""Hours: one's own, logged and decided on."""
