"""How a page is made: its head, its languages, its style. No script, no cookie, nothing from anywhere else."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from markupsafe import Markup

from volunteering.rules.volunteers import Language

TAGS: Final[Mapping[Language, str]] = {
    Language.SIMPLIFIED: "zh-Hans",
    Language.TRADITIONAL: "zh-Hant",
    Language.ENGLISH: "en",
}
"""What each language is called in an address, and in HTML."""

_NAMES: Final[Mapping[Language, str]] = {
    Language.SIMPLIFIED: "简体",
    Language.TRADITIONAL: "繁體",
    Language.ENGLISH: "English",
}

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2024; --paper: #ffffff; --soft: #5a6570; --line: #c9d1d9; --tint: #1f5f7f;
    --good: #17603a; --bad: #8a3b12; }
@media (prefers-color-scheme: dark) {
    :root { --ink: #e8ecef; --paper: #14181c; --soft: #a9b4be; --line: #3a444d; --tint: #8cc8e6; --good: #7fd6a4;
        --bad: #f2b184; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; background: var(--paper); color: var(--ink);
    font: 1.125rem/1.6 system-ui, "Noto Sans SC", "Noto Sans TC", sans-serif; overflow-wrap: anywhere; }
header, footer { color: var(--soft); font-size: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0; padding: 0; }
nav a, nav span, footer a { display: inline-block; padding: .5rem 0; }
a { color: var(--tint); }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.2rem; }
.valid, .ended { font-size: 1.25rem; font-weight: 600; padding: .75rem 1rem; border-left: .4rem solid; }
.valid { color: var(--good); }
.ended { color: var(--bad); }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
label { display: block; }
input, button { font: inherit; padding: .6rem .8rem; border: 1px solid var(--soft); border-radius: .4rem; }
input { width: 100%; background: var(--paper); color: var(--ink); margin: .25rem 0 .75rem; }
button { background: var(--tint); color: var(--paper); border-color: var(--tint); cursor: pointer; }
:focus-visible { outline: 3px solid var(--tint); outline-offset: 2px; }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .4rem; font-size: .95rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.5rem 0; }
"""

_HASH: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()

HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Vary": "Accept-Language",
}
"""What a page says besides what every answer does: nothing runs in it, nothing is fetched for it."""

_PAGE: Final = Markup(
    '<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>{style}</style>\n</head>\n<body>\n<header>\n<p>{organisation}</p>\n"
    '<nav aria-label="{languages}"><ul>{ways}</ul></nav>\n</header>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n'
    "<footer>\n<hr>\n{foot}\n</footer>\n</body>\n</html>\n"
)
_WAY: Final = Markup('<li><a href="?lang={tag}" lang="{tag}" hreflang="{tag}">{name}</a></li>')
_HERE: Final = Markup('<li><span lang="{tag}" aria-current="true">{name}</span></li>')


def whole(language: Language, organisation: str, title: str, body: Markup, foot: Markup, *, languages: str) -> str:
    """The page; `languages` is what the ways to them are called. Texts that are no Markup are escaped."""
    ways = ((_HERE if one is language else _WAY).format(tag=TAGS[one], name=_NAMES[one]) for one in _NAMES)
    return str(
        _PAGE.format(
            tag=TAGS[language],
            title=title,
            style=Markup(_STYLE),  # noqa: S704 - it is ours, and stands above
            organisation=organisation,
            languages=languages,
            ways=Markup("").join(ways),
            body=body,
            foot=foot,
        )
    )
