"""What the roles of a shift ask of people, and what keeps somebody from a place."""
