"""Whoever asks for numbers there are not has to wait; whoever finds one never does."""

from aiohttp.test_utils import make_mocked_request

from web.pacing import MOST_ADDRESSES, Slowing, address_of


class HandClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def test_an_address_waits_after_twenty_misses_and_the_others_do_not() -> None:
    clock = HandClock()
    pace = Slowing(clock)
    for _ in range(20):
        assert pace.wait("a") == 0
        pace.missed("a")
    assert pace.wait("a") == 5
    assert pace.wait("b") == 0
    clock.now += 5
    assert pace.wait("a") == 0
    pace.missed("a")
    assert pace.wait("a") == 5
    clock.now += 200
    for _ in range(20):
        assert pace.wait("a") == 0, "as often as anybody"
        pace.missed("a")


async def test_all_together_are_held_for_a_second_and_never_shut_out() -> None:
    clock = HandClock()
    pace = Slowing(clock, clock.sleep)
    assert await pace.hold()
    assert clock.slept == []
    for number in range(300):
        pace.missed(f"address {number}")
    assert await pace.hold()
    assert clock.slept == [1.0]
    clock.now += 1
    assert await pace.hold()
    assert clock.slept == [1.0]


async def test_a_hundred_at_the_same_moment_are_a_hundred() -> None:
    pace = Slowing(HandClock())
    assert [await pace.asks("a") for _ in range(100)].count(0) == 20, "none of them is answered yet"
    for _ in range(20):
        pace.found("a")
    assert [await pace.asks("a") for _ in range(21)] == [*[0] * 20, 5], "what was found was never counted"


async def test_whoever_finds_one_is_not_remembered() -> None:
    pace = Slowing(HandClock())
    assert await pace.asks("a") == 0
    pace.found("a")
    pace.found("b")
    assert not pace._by_address


def test_of_no_more_addresses_is_anything_kept() -> None:
    pace = Slowing(HandClock())
    for number in range(MOST_ADDRESSES + 50):
        pace.missed(f"address {number}")
    assert len(pace._by_address) == MOST_ADDRESSES


def asks(peer: str, **headers: str) -> str:
    request = make_mocked_request("GET", "/verify", headers={name.replace("_", "-"): v for name, v in headers.items()})
    return address_of(request.clone(remote=peer))


def test_a_proxy_says_whom_it_speaks_for_and_a_stranger_only_of_themselves() -> None:
    assert asks("203.0.113.7") == "203.0.113.7"
    assert asks("203.0.113.7", X_Forwarded_For="198.51.100.1") == "203.0.113.7", "a stranger would be everybody"
    assert asks("127.0.0.1", X_Forwarded_For="198.51.100.1") == "198.51.100.1"
    assert asks("172.18.0.3", X_Forwarded_For="10.9.9.9, 198.51.100.1") == "198.51.100.1", "the last is the proxy's own"
    assert asks("127.0.0.1") == "127.0.0.1"
    assert asks("127.0.0.1", X_Forwarded_For="<script>") == "unknown"


def test_a_network_of_ipv6_is_one_address() -> None:
    assert asks("2001:db8:1:2::5") == asks("2001:db8:1:2:ffff::9") != asks("2001:db8:1:3::5")


def test_an_address_is_the_same_however_a_proxy_says_it() -> None:
    """Who asks through one that adds a port would all be one visitor, and one of them shut out the others."""
    for said in ("198.51.100.1:40123", "::ffff:198.51.100.1", "[::ffff:198.51.100.1]:40123", " 198.51.100.1 "):
        assert asks("127.0.0.1", X_Forwarded_For=said) == "198.51.100.1"
        assert asks("::ffff:172.18.0.3", X_Forwarded_For=said) == "198.51.100.1"
    assert asks("10.0.0.1", X_Forwarded_For="[2001:db8:1:2::5]:443") == asks("2001:db8:1:2::6")
    assert asks("fe80::1%eth0") == "fe80::/64"
    for nonsense in ("1.2.3.4.5:6", "[]:1", "[::1", "unix:", "_hidden"):
        assert asks("127.0.0.1", X_Forwarded_For=nonsense) == "unknown"
