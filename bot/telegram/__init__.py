"""Telegram's side of the edge: its updates read into what arrives, what is said written as its calls, its refusals."""
