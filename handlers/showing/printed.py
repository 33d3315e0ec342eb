"""What stands on paper, where emoji have no shape, for a name or a title that is made of them alone."""

import unicodedata

from handlers.showing.parts import called
from volunteering.rules.ground.texts import has_letters
from words.words import Words, plain


def printed(words: Words, name: str, person_id: int) -> str:
    """What a person is called; of emoji alone the number that is theirs, as a certificate has it."""
    if not name or has_letters(name):
        return called(words, name)
    return plain(words.say("Volunteer no. {number}", number=str(person_id)))


def legible(words: Words, text: str) -> str:
    """Any other text; of emoji alone, that it is."""
    is_drawn = any(unicodedata.category(one) == "So" for one in text) and not has_letters(text)
    return plain(words.say("(emoji only)")) if is_drawn else text
