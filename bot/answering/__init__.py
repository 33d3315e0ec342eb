"""Answers to taps: sent at once, and owed until they are told."""
