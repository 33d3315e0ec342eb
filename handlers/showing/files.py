"""What files are called that people are sent."""

from words.words import cut, plain

LONGEST_PART = 40


def file_name(*parts: str, ending: str) -> str:
    """A name that every phone and computer takes: letters and digits, and - for the rest."""
    said = (cut(plain(part), LONGEST_PART) for part in parts)
    return "-".join("".join(letter if letter.isalnum() else "-" for letter in part) for part in said) + f".{ending}"
