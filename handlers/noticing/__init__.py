"""Messages that are owed, written when they are delivered."""
