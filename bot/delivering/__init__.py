"""Messages owed: delivered at Telegram's pace, by whoever is on duty."""
