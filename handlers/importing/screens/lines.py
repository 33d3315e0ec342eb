"""What is said alike of every list that is looked through and then taken over: of people, and of an exam's results."""

from markupsafe import Markup

from handlers.buttons.home import Home
from handlers.buttons.importing import ShowSentList, TakeListBack
from handlers.tapping.screen import Press, Row
from volunteering.rules.importing.sending import SentList, Trial
from words.words import Words


def until(words: Words, sent: SentList, trial: Trial) -> Markup:
    """How long it waits for a word, and where it is said row by row."""
    time = words.moment(sent.until)
    if trial.is_reported:
        return words.say("It waits for you until {time}. The report above says it row by row.", time=time)
    return words.say(
        "It waits for you until {time}. The report did not get through: to read it row by row, send the list again.",
        time=time,
    )


def if_wrong(words: Words, trial: Trial) -> Markup | None:
    """How many rows are wrong, and what can be done."""
    if not trial.wrong:
        return None
    return words.many(
        "⚠️ {number} row is wrong. Put it right and send the list again, or leave it out.",
        "⚠️ {number} rows are wrong. Put them right and send the list again, or leave them out.",
        trial.wrong,
    )


def how_far(words: Words, sent: SentList) -> Markup:
    """How much of it is done."""
    return words.say("{done} of {total} done", done=words.number(sent.done), total=words.number(sent.total))


def how_far_row(words: Words, sent: SentList) -> Row:
    """To how far it is by then."""
    return Press(words.say("How far is it?"), ShowSentList(number=sent.id)), Press(words.say("‹ Home"), Home())


def taking_back(words: Words, sent: SentList) -> Row:
    """Nothing is to become of it."""
    return (Press(words.say("Cancel"), TakeListBack(number=sent.id), "danger"),)
