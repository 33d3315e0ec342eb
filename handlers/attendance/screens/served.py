"""How many people a shift served, and what was handed out, once it was said."""

from markupsafe import Markup

from handlers.showing.parts import saved
from volunteering.rules.reports import NOT_COUNTED, Served
from words.words import Words


def counted(words: Words, said: Served) -> Markup:
    """Above the shift, which says the numbers itself."""
    return words.say("✅ Saved: no number.") if said == NOT_COUNTED else saved(words)
