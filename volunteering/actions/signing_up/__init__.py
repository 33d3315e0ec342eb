"""Who has a place, and who waits for one."""
