"""What the process itself keeps: updates, answers, drafts, duty, and whose the database is."""
