"""Updates: fetched or posted, each in its person's lane, done or parked."""
