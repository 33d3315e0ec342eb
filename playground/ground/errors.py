"""What Telegram answers instead of doing what it was asked, and why there is no playground at all."""


class ApiError(Exception):
    """A refusal in Telegram's own words, with the HTTP status it comes with."""

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrate_to_chat_id: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        told = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to_chat_id}
        self.parameters = {name: value for name, value in told.items() if value is not None}


def bad_request(what: str) -> ApiError:
    """The bot asked for something that cannot be: 400."""
    return ApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiError:
    """The bot may not do this: 403."""
    return ApiError(403, f"Forbidden: {what}")


def conflict(what: str) -> ApiError:
    """Two ways of receiving updates at once: 409."""
    return ApiError(409, f"Conflict: {what}")


def too_many_requests(retry_after: int) -> ApiError:
    """The bot has to wait, in whole seconds: 429."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


class NotOpenedError(Exception):
    """The playground can't be served at its address; `why` is the system's fault."""

    def __init__(self, why: OSError) -> None:
        super().__init__(why.strerror)
        self.why = why
