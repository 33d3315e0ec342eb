"""How rosters look."""
