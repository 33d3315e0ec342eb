"""Calls to Telegram: the transport, whose word an answer is, and the pace."""
