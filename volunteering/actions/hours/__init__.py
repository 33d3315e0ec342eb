"""Hours given outside shifts."""
