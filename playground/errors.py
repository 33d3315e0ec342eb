"""What Telegram answers instead of doing what it was asked."""


class ApiError(Exception):
    """A refusal in Telegram's own words, with the HTTP status it comes with."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


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
