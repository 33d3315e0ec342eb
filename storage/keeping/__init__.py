"""Whole databases: backed up, restored, exported, filled."""
