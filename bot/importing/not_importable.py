"""A list of which nothing becomes: said in a sentence at the command line, and told apart for a chat."""

from bot.ground.errors import CommandError
from volunteering.rules.importing.sending import ListEnd


class NotImportable(CommandError):  # noqa: N818 - it says what is the matter
    """Nothing can be imported of it; `end` is what whoever sent it to the bot is told."""

    def __init__(self, end: ListEnd, said: str) -> None:
        super().__init__(said)
        self.end = end
