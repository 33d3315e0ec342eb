"""What Yigong says of itself where nobody has begun yet: in an empty chat, and beside its name."""

from typing import Final

from words.words import Words, cut, plain

LONGEST_NAME: Final = 60  # of the organisation, so that all of it fits into what messengers leave room for


def description(words: Words, organisation: str) -> str:
    """What somebody reads above the button that begins."""
    return plain(
        words.say(
            "Volunteers of {organisation}: see what is coming up near you, sign up with one tap, "
            "be reminded in time, and have your hours kept for you. Tap Start: it takes a minute.",
            organisation=cut(organisation, LONGEST_NAME),
        )
    )


def short_description(words: Words, organisation: str) -> str:
    """What stands beside the name, and below an address that was sent on."""
    return plain(
        words.say(
            "Volunteers of {organisation}: activities, sign-up, hours",
            organisation=cut(organisation, LONGEST_NAME // 2),
        )
    )
