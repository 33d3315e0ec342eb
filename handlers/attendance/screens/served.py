"""How many people a shift served, and what was handed out, once it was said."""

from markupsafe import Markup

from handlers.showing.parts import served
from volunteering.rules.reports import Served
from words.words import Words


def counted(words: Words, said: Served) -> Markup:
    """Above what comes next."""
    numbers = served(words, said)
    return words.say("✅ Saved: {numbers}", numbers=numbers) if numbers else words.say("✅ Saved: no number.")
