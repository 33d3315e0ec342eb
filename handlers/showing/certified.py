"""What becomes of somebody's certificates once they are erased."""

from markupsafe import Markup

from words.words import Words


def certificates_end(words: Words, number: int) -> Markup | None:
    """Said before it: whoever relies on one would hear of it from others. None where none holds."""
    if not number:
        return None
    return words.many(
        "⚠️ {number} certificate of yours holds no more then: whoever checks it reads that it was withdrawn.",
        "⚠️ {number} certificates of yours hold no more then: whoever checks one reads that it was withdrawn.",
        number,
    )
