"""Writing a letter: to whom, its form knows."""

from handlers.forms.asking import Ask
from handlers.words import sentence


def asks_words(question: str) -> Ask:
    """The question for what it says; its words are a sentence for the catalogues."""
    return Ask(
        question=question,
        label=sentence("Message"),
        hint=sentence("You see it once more before it is sent."),
    )
