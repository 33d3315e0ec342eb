"""What screens read, one file a capability; each question is one hop."""
