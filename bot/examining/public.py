"""The pages that anybody may read: whether the settings lead strangers to them."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.examining.remarks import Remark, note, ok, wrong
from bot.ground.settings import Settings


async def public_pages(settings: Settings) -> Sequence[Remark]:
    """What a certificate says about how it is checked; nobody is asked."""
    if settings.public_url is None:
        return [ok("PUBLIC_URL is not set: certificates are checked by the bot alone, and calendars are files")]
    parts = urlsplit(settings.public_url)
    if parts.path.endswith("/verify"):
        return [wrong("PUBLIC_URL ends in /verify: it is the root, and certificates would lead to /verify/verify/…")]
    if parts.username is not None:
        return [wrong("PUBLIC_URL has a user in it, and maybe a password: it stands on every certificate. Take it out")]
    if parts.hostname in {"localhost", "127.0.0.1", "::1"}:
        return [note(f"PUBLIC_URL is {settings.public_url}: nobody but this machine reads anything there")]
    if parts.scheme == "http":
        return [note("PUBLIC_URL begins with http: whoever is on the way reads along, and can say “valid”; take https")]
    if parts.path:
        path = parts.path
        return [note(f"PUBLIC_URL has a path: the proxy passes {path}/verify on as /verify, and so on (docs/proxy.md)")]
    return [ok(f"certificates lead to {settings.public_url}/verify, calendars are read below /calendar")]
