"""Which characters have a shape on paper: those that have none are named, one by one."""

import random
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.certificates import certificate
from tests.support.files import pages_of
from volunteering.rules.ground.texts import one_line
from volunteering.rules.volunteers import Language
from words import composing
from words.certificates import pdf
from words.languages import LOCALES
from words.typesetting import job

A_LINE: Final = 60
SOURCE: Final = "#for line in given.lines { par(line) }"


def between(first: int, last: int) -> Iterator[str]:
    return map(chr, range(first, last + 1))


def of_gb18030() -> Iterator[str]:
    """Every character that it writes in one byte or two; those with four are Unicode's others."""
    for high in range(0x81, 0xFF):
        for low in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            try:
                one = bytes([high, low]).decode("gb18030")
            except ValueError:
                continue
            if len(one) == 1 and not "\ue000" <= one <= "\uf8ff":  # of private use: they are whatever somebody says
                yield one


# They came into Unicode after the fonts were drawn: from 2020 on.
NEWER: Final = {*between(0x4DB6, 0x4DBF), *between(0x9FF0, 0x9FFF)}

BEYOND: Final = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣"
    "𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩"
    "𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹"
    "𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)

SETS: Final = {
    "GB 18030": (of_gb18030, {"≒"}),
    "Chinese characters": (lambda: between(0x4E00, 0x9FEF), set[str]()),
    "rarer ones": (lambda: between(0x3400, 0x4DB5), set[str]()),
    "newer ones": (lambda: iter(NEWER), NEWER),
    "some of those beyond": (lambda: iter(BEYOND), set[str]()),
    "names in Taiwan, Hong Kong and Japan": (
        lambda: iter("㐂𠮷堃喆峯綉衞靑啓説麪裏栢恒犇骉𥱊𠝹𨋢𠹌𠺢䶮龘﨑髙濵德"), set[str](),
    ),
    "Latin": (lambda: (*between(0x21, 0x7E), *between(0xA1, 0xAC), *between(0xAE, 0x24F)), set[str]()),
    "Vietnamese and others with two marks": (lambda: between(0x1E00, 0x1EFF), set[str]()),
    "Cyrillic": (lambda: between(0x400, 0x52F), set[str]()),
    "Korean": (lambda: between(0xAC00, 0xD7A3), set[str]()),
    "Japanese": (lambda: (*between(0x3041, 0x3096), *between(0x30A0, 0x30FF)), set[str]()),
}  # fmt: skip


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("named", SETS)
def test_every_character_has_a_shape(named: str, language: Language) -> None:
    characters, missing = SETS[named]
    assert missing_of(characters(), language) == missing


@pytest.mark.parametrize("language", Language)
def test_our_own_sentences_miss_nothing_but_emoji(language: Language) -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in LOCALES.glob("*.po"))
    missing = missing_of(sorted(set(written) - {"\n"}), language)
    assert {one for one in missing if unicodedata.category(one) not in {"So", "Mn"}} == set()


@given(st.lists(st.text(max_size=40), max_size=6), st.sampled_from(list(Language)))
@settings(max_examples=150, deadline=None)
def test_whatever_somebody_types_there_is_a_document(texts: list[str], language: Language) -> None:
    """PDF/UA allows no character without a shape, so there is none."""
    assert missing_of("".join(texts), language) <= set("".join(texts))


@pytest.mark.parametrize("seed", range(3))
def test_of_whatever_is_typed_nothing_else_can_be_copied(seed: int) -> None:
    """Names of every kind of character, one each and all of them mixed. Typst itself refuses to draw a box."""
    chance = random.Random(seed)
    of_kind = dict[str, list[str]]()
    for character in between(0x20, 0x3FFFF):
        of_kind.setdefault(unicodedata.category(character), []).append(character)
    del of_kind["Cs"]
    names = ["".join(chance.choices(characters, k=6)) for characters in of_kind.values()]
    names += ["李" + "".join(map(chance.choice, chance.sample(list(of_kind.values()), 5))) for _ in range(12)]
    facts = [("Name", one_line(name)) for name in names]
    language = chance.choice(list(Language))
    said, without = (
        "".join(pages_of(pdf(certificate(language, facts=given, sections=[])))) for given in (facts, [("Name", "")])
    )
    note = set("0123456789ABCDEF+U, \n") | set(certificate(language).absent)
    copied = set(said) - set(without) - note - set(" \u202f")
    typed = {character for _, name in facts for character in name}
    assert copied <= typed | set("".join(unicodedata.normalize("NFKC", character) for character in typed)) | {"〓"}


def missing_of(characters: Iterable[str], language: Language) -> set[str]:
    """The characters for which something else stands, as a document itself says."""
    text = "".join(characters)
    lines = [text[at : at + A_LINE] for at in range(0, len(text), A_LINE)]
    found = set[str]()
    unshown = composing._unshown

    def seen(fault: Any) -> set[str]:
        found.update(unshown(fault))
        return unshown(fault)

    what = {"title": "x", "lines": lines, "absent": ""}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "_unshown", seen)
        composing.document(job(SOURCE, language, what, datetime(2026, 11, 30, tzinfo=UTC), is_picture=False))
    return found
