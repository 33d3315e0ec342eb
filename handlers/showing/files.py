"""What files are called that people are sent."""

from volunteering.rules.importing.books import Book
from words.words import Words, cut, plain

LONGEST_PART = 40


def file_name(*parts: str, ending: str) -> str:
    """A name that every phone and computer takes: letters and digits, and one - for what is between them."""
    said = " ".join(cut(plain(part), LONGEST_PART) for part in parts)
    return "-".join("".join(letter if letter.isalnum() else " " for letter in said).split()) + f".{ending}"


def kept_line(words: Words, book: Book) -> str:
    """The line of a list that is to come back, by which it is known whatever program wrote it anew."""
    return plain(words.say("Please keep this line: by it I know the list again. {tag}", tag=book.tag))
