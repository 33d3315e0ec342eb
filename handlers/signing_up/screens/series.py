"""Every shift of a series at once: where one goes on to."""

from handlers.buttons.activities import ShowActivity
from handlers.buttons.signing_up import TakeSeries
from handlers.showing.every import Ways
from handlers.showing.series import leave_series_rows
from handlers.tapping.screen import WayBack
from volunteering.rules.activities import Activity
from words.words import Words, cut

LONGEST_LABEL = 40


def ways_of(words: Words, activity: Activity, series_id: int, *, goes_on: bool = False) -> Ways:
    """From every one of a series; it `goes_on` with shifts that nobody can sign up for yet."""
    return Ways(
        back=WayBack(
            cut(words.say("‹ {title}", title=activity.title), LONGEST_LABEL), ShowActivity(activity=activity.id)
        ),
        again=TakeSeries(series=series_id),
        leave=leave_series_rows(words, series_id),
        none_ahead=words.say("Nothing of it is posted just now."),
        was_in_none=words.say("You were in none of them."),
        later=words.say("More will be posted. Please sign up for those then.") if goes_on else None,
    )
