"""Telegram itself, in memory."""
