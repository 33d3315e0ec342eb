"""Words of a leader or admin to many."""
