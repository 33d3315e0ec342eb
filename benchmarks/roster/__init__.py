"""The simulated city: what becomes of free places, by one policy or another (docs/roster.md; decision 75)."""
