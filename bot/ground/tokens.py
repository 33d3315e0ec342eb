"""What can be seen of a bot's token without asking Telegram."""

import re


def is_token(text: str) -> bool:
    """Whether it has the shape: digits, a colon, then letters and digits."""
    return bool(re.fullmatch(r"\d+:[\w-]+", text, re.ASCII))


def bot_of(token: str) -> str:
    """Whose it is: the bot's number, which stays whatever else of its token changes."""
    return token.partition(":")[0]
