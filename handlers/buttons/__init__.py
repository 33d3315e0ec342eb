"""What buttons say and where they lead, one file a capability."""
