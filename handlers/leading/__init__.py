"""What leaders do with activities: posting, editing, moving, cancelling."""
