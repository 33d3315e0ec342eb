"""What is said once a record is to be kept."""

from handlers.buttons.activities import ListActivities
from handlers.buttons.home import Home
from handlers.tapping.screen import Press, Screen, page
from words.words import Words


def kept(words: Words) -> Screen:
    """Good to have you."""
    return page(
        words.say("We keep your record"),
        words.say("Good to have you. Your hours are there whenever you come back."),
        rows=((Press(words.say("Activities"), ListActivities()), Press(words.say("‹ Home"), Home())),),
    )
