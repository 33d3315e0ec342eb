"""The totals of a month or a year."""
