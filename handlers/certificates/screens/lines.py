"""How a certificate reads on a button."""

from markupsafe import Markup

from volunteering.rules.certificates import Certificate
from words.standing import short_period
from words.words import Words


def in_short(words: Words, one: Certificate) -> Markup:
    """A button's label: how it stands, its hours, its days."""
    icon = "✅" if one.is_valid else "⚠️"
    days = short_period(words, one.days) if one.days else Markup("")
    return Markup("%s %s") % (icon, words.listed((words.length(one.minutes), days)))
