"""The running bot: its parts, started and stopped together."""
