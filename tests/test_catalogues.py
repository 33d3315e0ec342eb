"""The catalogues say everything that the code says, as people there write it; and nothing else."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.util import pathmatch

from tests.support.some import some
from volunteering.rules.volunteers import Language
from words.languages import LOCALES

REPOSITORY = LOCALES.parents[1]
SPOKEN = (REPOSITORY / "handlers", REPOSITORY / "web", REPOSITORY / "words")
"""The rooms that words stand in."""

CHINESE = (Language.SIMPLIFIED, Language.TRADITIONAL)
OF_ONE_SUBJECT = {
    "撤销通过": "hours qualifications volunteers",
    "退回": "home hours qualifications reports signing_up volunteers",
    "重新提交": "qualifications",
    "提问": "enquiries home leading noticing retention signing_up tree volunteers",
    "不再保留": "guardians profiles",
    "撤回": "appraisal attendance buddies "
    "exams guardians hours qualifications reports showing thanks training volunteers",
    "确认修改": "leading",
}
"""Words of 简体 that say what is done with one thing, and the capabilities that have it: in an English sentence that is
shared with another one, they would say there what nobody does."""

LONGEST_TOAST = 200  # of Telegram's
LONGEST_LABEL = 20  # of a button in Chinese, in characters

SHARED = {"中文 / English"}
"""What is the same in every language."""

# These have a character in Big5, which also means something else there; as simplified ones they are slips.
SLIPS = re.compile(r"[后么余冲采征范郁万与个]|(?<!公)里")


class Sentence(NamedTuple):
    """An English sentence, or its two for one and for more; and how it is said in another language."""

    english: tuple[str, ...]
    said: tuple[str, ...]


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@cache
def in_the_code() -> frozenset[tuple[str, ...]]:
    """Every sentence that is said, found as `make catalogues` finds them."""
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = (one for room in SPOKEN for one in extract_from_dir(str(room), methods, options))
    return frozenset(_forms(text) for _, _, text, _, _ in found)


@cache
def where_words_may_stand() -> frozenset[Path]:
    """The files that `make catalogues` looks into."""
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, _ = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    files = ((path, path.relative_to(room).as_posix()) for room in SPOKEN for path in room.rglob("*.py"))
    return frozenset(path for path, name in files if any(pathmatch(pattern, name) for pattern, _ in methods))


@cache
def catalogue(language: Language) -> Catalog:
    """A language's catalogue as it is written."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def sentences(language: Language) -> list[Sentence]:
    """What a catalogue says."""
    return [
        Sentence(_forms(message.id), _forms(message.string)) for message in catalogue(language) if message.id
    ]  # the empty one is the catalogue's head


def placeholders(text: str) -> set[str]:
    """The names of the values that go into a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def tags_and_commands(text: str) -> list[str]:
    """What Telegram reads in a sentence rather than people."""
    return sorted(re.findall(r"</?\w+[^>]*>|(?<![\w<])/[a-z]+", text))


def as_read(text: str) -> str:
    """A sentence with something in place of its values, and of what stands there to be typed."""
    filled = re.sub(r"\{(number|hours|minutes|step|steps|taken|waiting|came|sent|total)[^}]*\}", "7", text)
    return re.sub(r"\{[^}]*\}", "某", re.sub(r"<code>.*?</code>|/\{?[a-z]+\}?", "/help", filled))


@pytest.mark.parametrize("language", CHINESE)
def test_everything_the_code_says_is_in_the_catalogue_and_nothing_else(language: Language) -> None:
    listed = {sentence.english for sentence in sentences(language)}
    assert in_the_code() - listed == set(), "make catalogues collects these"
    assert listed - in_the_code() == set(), "nobody says these any more: make catalogues"
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", CHINESE)
def test_everything_is_translated_and_nothing_only_guessed(language: Language) -> None:
    assert [sentence.english[0] for sentence in sentences(language) if not all(sentence.said)] == []
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("word", OF_ONE_SUBJECT)
def test_a_shared_sentence_says_what_is_done_in_each_place(word: str) -> None:
    told = [
        (_forms(message.string)[0], place)
        for message in catalogue(Language.SIMPLIFIED)
        if message.id and word in _forms(message.string)[0]
        for place, _ in message.locations
        if Path(place).parts[1] not in OF_ONE_SUBJECT[word].split()
    ]
    assert told == []


@pytest.mark.parametrize("language", CHINESE)
def test_one_form_says_any_number(language: Language) -> None:
    assert catalogue(language).num_plurals == 1
    assert [sentence.english for sentence in sentences(language) if len(sentence.said) != 1] == []


@pytest.mark.parametrize("language", CHINESE)
def test_the_same_values_tags_and_commands(language: Language) -> None:
    for english, said in some(sentences(language)):
        assert placeholders(said[0]) == placeholders(english[-1]), english
        assert tags_and_commands(said[0]) == tags_and_commands(english[-1]), english


def test_what_may_be_one_or_many_says_the_same_of_both() -> None:
    for english in some(in_the_code()):
        assert {frozenset(placeholders(form)) for form in english} == {frozenset(placeholders(english[0]))}, english


@pytest.mark.parametrize("language", CHINESE)
def test_chinese_marks_stand_between_chinese_characters(language: Language) -> None:
    wrong = re.compile(r"[\u4e00-\u9fff] ?[,:;?!()\"']|[\u4e00-\u9fff]\.(?! 某)|[,:;?!()\"'][\u4e00-\u9fff]|\.\.\.")
    spaced = re.compile(r"[\u4e00-\u9fff] \d|\d [\u4e00-\u9fff]|[，。：；？、（）] | [，。：；？、（）]")
    for sentence in some(sentences(language)):
        read = as_read(sentence.said[0])
        assert not wrong.search(read), read
        assert not spaced.search(read), read


@pytest.mark.parametrize(("language", "others"), [(CHINESE[0], "「」『』"), (CHINESE[1], "“”‘’")])
def test_quotes_as_people_there_write_them(language: Language, others: str) -> None:
    assert [sentence.said[0] for sentence in sentences(language) if set(others) & set(sentence.said[0])] == []


@pytest.mark.parametrize(("language", "characters"), [(CHINESE[0], "gb2312"), (CHINESE[1], "big5")])
def test_simplified_and_traditional_characters_do_not_mix(language: Language, characters: str) -> None:
    for sentence in some(sentences(language)):
        chinese = "".join(re.findall(r"[\u4e00-\u9fff]", sentence.said[0]))
        assert chinese.encode(characters, "ignore").decode(characters) == chinese, sentence
        if language is Language.TRADITIONAL:
            assert not SLIPS.search(sentence.said[0]), sentence


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.SIMPLIFIED, "志工|资讯|透过|连结|储存|程式|网路|简讯|讯息|你"),
        (Language.TRADITIONAL, "志願者|信息|短信|通過|鏈接|網絡|用戶|默認|屏蔽|你"),
    ],
)
def test_words_that_people_elsewhere_say(language: Language, words: str) -> None:
    assert [sentence.said[0] for sentence in sentences(language) if re.search(words, sentence.said[0])] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.SIMPLIFIED, "班次|领队"), (Language.TRADITIONAL, "班次|.負責人|負責人.|新人(?!訓練)|來不了")],
)
def test_one_word_for_one_thing(language: Language, words: str) -> None:
    """Those of the glossary: 场次 and 場次, 負責人 of nothing but a column, 新志工; and what the button says."""
    assert [sentence.said[0] for sentence in sentences(language) if re.search(words, sentence.said[0])] == []


@pytest.mark.parametrize("language", CHINESE)
def test_a_button_is_quoted_as_it_reads(language: Language) -> None:
    labels = {english[0]: said[0] for english, said in sentences(language)}
    for english, said in some(sentences(language)):
        quoted = [labels[label] for label in re.findall("“([^”{]+)”", english[-1]) if label in labels]
        assert [label for label in quoted if label not in said[0]] == [], english


def test_there_are_no_brackets_within_brackets() -> None:
    assert [one for one in in_the_code() if "({period})" in one[0]] == [], "a period has its length in brackets"


def test_sentences_are_joined_by_their_language() -> None:
    """Chinese has no space between them."""
    for path, tree in some(_trees()):
        joined = [call for call in _calls(tree, "join") if ast.unparse(call.func) == "Markup(' ').join"]
        assert not joined, f"{path.name}:{joined[0].lineno}"


@pytest.mark.parametrize("language", CHINESE)
def test_nothing_is_shouted_or_too_long_for_a_toast(language: Language) -> None:
    for text in some(text for english, said in sentences(language) for text in (*english, *said)):
        assert not re.search("[!！]", text), text
        assert "<code>" in text or len(text) <= LONGEST_TOAST, text


@pytest.mark.parametrize("language", CHINESE)
def test_chinese_is_written_and_not_left_in_english(language: Language) -> None:
    for english, said in some(sentences(language)):
        has_words = re.search(r"[A-Za-z]{2}", as_read(english[0]).replace("/help", ""))
        assert not has_words or english[0] in SHARED or re.search(r"[\u4e00-\u9fff]", as_read(said[0])), english


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(path for room in SPOKEN for path in room.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node


def test_a_sentence_stands_whole_in_the_code() -> None:
    """What is put together from pieces cannot be translated."""
    every = [(path, call) for path, tree in _trees() for call in _calls(tree, "say", "many", "sentence")]
    for path, call in some(every):
        forms = 2 if isinstance(call.func, ast.Attribute) and call.func.attr == "many" else 1
        pieces = [text for text in call.args[:forms] if isinstance(text, ast.JoinedStr | ast.BinOp)]
        assert not pieces, f"{path.name}:{call.lineno}"


@pytest.mark.parametrize("language", CHINESE)
def test_what_fits_on_a_button_in_english_fits_in_chinese(language: Language) -> None:
    for english, said in some(sentences(language)):
        longest = max(LONGEST_LABEL, len(as_read(english[-1])))
        assert len(as_read(said[0])) <= longest, said[0]


def test_quotes_are_put_by_a_sentence_since_each_language_has_its_own() -> None:
    found = ((path, node) for path, tree in _trees() for node in ast.walk(tree))
    bare = [str(path) for path, node in found if isinstance(node, ast.Call) and _puts_quotes(node)]
    assert bare == []


def _puts_quotes(call: ast.Call) -> bool:
    is_markup = isinstance(call.func, ast.Name) and call.func.id == "Markup"
    texts = [str(one.value) for one in call.args if isinstance(one, ast.Constant)]
    return is_markup and any(re.search("[“”「」]", text) for text in texts)


def _elsewhere(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(path for room in rooms for path in (REPOSITORY / room).rglob("*.py")):
        if path not in where_words_may_stand():
            yield str(path.relative_to(REPOSITORY)), ast.parse(path.read_text(encoding="utf-8"))


def test_no_sentence_is_said_where_the_catalogues_do_not_look() -> None:
    """It would be English to everybody."""
    for name, tree in some(_elsewhere("handlers", "web", "words", "bot", "scheduling", "storage", "volunteering")):
        said = [call for call in _calls(tree, "say", "many", "sentence") if any(map(_is_text, call.args))]
        assert not said, f"{name}:{said[0].lineno}"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


WORDS_OF_PEOPLE = re.compile(r"[\u4e00-\u9fff]{2}|^\W*[A-Z][\w’']*( [\w{}“”’',:;-]+){2,}")
"""Chinese, or the beginning of an English sentence."""


def test_what_people_read_stands_nowhere_but_in_files_of_words() -> None:
    every = [(name, text) for name, tree in _elsewhere("handlers", "scheduling") for text in _shown(tree)]
    for name, text in some(every):
        assert not WORDS_OF_PEOPLE.search(str(text.value)), f"{name}:{text.lineno}"


def _shown(node: ast.AST) -> Iterator[ast.Constant]:
    """Texts that are no docstrings, and are not raised: those are for whoever reads the code or the logs."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        elif not isinstance(child, ast.Raise) and not (isinstance(child, ast.Expr) and _is_text(child.value)):
            yield from _shown(child)
