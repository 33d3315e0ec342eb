"""Who came: rosters, as leaders tick and confirm them, and walk-ins."""
