"""The HTTP side: its door, health and metrics."""
