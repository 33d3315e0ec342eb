"""What is looked for is found, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.simplified import SIMPLIFIED, TRADITIONAL

IDEOGRAPHS = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x3FFFE))))

ALIKE = [
    ("李麗", "李丽"),
    ("臺北衛生隊", "台北卫生队"),
    ("Ａｎｎ", "ann"),
    ("WANG   Fang ", "wang fang"),
    ("José", "JOSE"),
    ("Straße", "STRASSE"),
    ("王\u3000芳", "王 芳"),
    ("㈱義工", "(株)义工"),
    ("葛\U000e0101城", "葛城"),
    ("张\u3000伟", "張偉"),
    ("衞生署", "卫生署"),
    ("張著", "张着"),
    ("戸田", "户田"),
    ("Øyvind Łukasz", "oyvind lukasz"),
    ("O’Brien", "O'Brien"),
    ("Mary‑Ann", "Mary-Ann"),
    ("迪麗熱巴‧迪力木拉提", "迪丽热巴·迪力木拉提"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_ways_to_write_it_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet=st.sampled_from(TRADITIONAL + SIMPLIFIED + "王li ")), st.integers(0, 20))
def test_a_part_of_a_name_is_a_part_of_it_folded(name: str, end: int) -> None:
    assert folded(name[:end]) in folded(name)


def test_one_character_stands_for_one() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert not set(TRADITIONAL) & set(SIMPLIFIED), "what is simplified is not to be simplified further"


def test_the_table_is_opencc_s() -> None:
    table = dict(zip(IDEOGRAPHS, OpenCC("t2s").convert("\n".join(IDEOGRAPHS)).split("\n"), strict=True))
    wanted = {one: table[other] for one, other in table.items() if one != other}  # 薴 becomes 苧, and that 苎
    assert dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)) == wanted, (
        "OpenCC has another table now; write it anew:\n"
        f"TRADITIONAL = {''.join(wanted)}\nSIMPLIFIED = {''.join(wanted.values())}"
    )
