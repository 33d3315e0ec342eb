"""What an address of a server says: whether it can be one, and what stands in it that is nobody's business."""

import re
from urllib.parse import unquote, unquote_plus, urlsplit


def passwords(address: str) -> tuple[str, ...]:
    """What stands in a database's address as a password, in either place for it, and what it means."""
    parts = urlsplit(address)
    written = [parts.password, *re.findall(r"(?:^|&)(?:ssl)?password=([^&]*)", parts.query)]
    meant = [read(password) for password in written if password for read in (str, unquote, unquote_plus)]
    return tuple(dict.fromkeys(meant))


def but_for_its_password(address: str) -> str:
    """A database's address without the password of its user, in either place for it."""
    parts = urlsplit(address)
    known, at, servers = parts.netloc.rpartition("@")
    user = known.partition(":")[0]
    rest = re.sub(r"(?:^|&)password=[^&]*", "", parts.query).removeprefix("&")
    return parts._replace(netloc=f"{user}{at}{servers}", query=rest).geturl()


def names_servers(address: str) -> bool:
    """Whether each of the servers in a PostgreSQL address, which may be several, can be one."""
    try:
        servers = urlsplit(address).netloc.rpartition("@")[2].split(",")
        return all(urlsplit(f"//{server}").port != 0 for server in servers)
    except ValueError:
        return False


def check_web_address(value: str) -> None:
    """Raise ValueError for what is no address of the web."""
    try:
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        whole = whole and not re.search(r"\s", value)
    except ValueError:
        whole = False
    if not whole:
        raise ValueError("must be a web address that begins with http:// or https://")


def root_in(value: str) -> str:
    """An address of the web, below which there are others. Raises ValueError for what is none."""
    check_web_address(value)
    if set(value) & set("?#"):
        raise ValueError("must be a root, without ? and #")
    return value.rstrip("/")


def check_reporting_address(text: str) -> None:
    """Raises ValueError for what is no address of Sentry's."""
    from sentry_sdk.utils import BadDsn, Dsn

    try:
        Dsn(text)
    except (BadDsn, ValueError):
        raise ValueError("must be as Sentry gives it: https://, a key, @, a host and a number") from None
