"""How many of something, for operators: in English, as all they read. People's sentences are `words`'."""


def counted(number: int, one: str, more: str) -> str:
    """The number, and the word that goes with it."""
    return f"{number} {one if number == 1 else more}"
