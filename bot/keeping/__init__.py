"""What is kept for the city: its beginning, backups, exports, and what was erased."""
