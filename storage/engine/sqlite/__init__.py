"""SQLite: one writer, readers beside it, files that stay where they are."""
