"""Lists that are imported: read, looked through, and put into the tables while everybody goes on tapping."""
