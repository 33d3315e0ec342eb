"""How rosters and walk-ins look to leaders."""
