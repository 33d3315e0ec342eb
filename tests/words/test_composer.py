"""Documents are set in a process of its own: it comes when it is needed, goes when it isn't, and its end isn't ours."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from tests.support.town import ROOT
from volunteering.rules.volunteers import Language
from words.composer import Composer, Job, NotComposed
from words.typesetting import job

GIVEN = {"title": "河道清洁", "absent": ""}
HANGS = (sys.executable, "-c", "import sys; sys.stdin.buffer.read()")


def order(source: str = "#given.title", *, is_picture: bool = False) -> Job:
    return job(source, Language.SIMPLIFIED, GIVEN, datetime(2026, 11, 30, tzinfo=UTC), is_picture=is_picture)


@pytest.fixture
def composer() -> Iterator[Composer]:
    composer = Composer()
    yield composer
    composer.end()


def test_it_sets_one_after_the_other_in_the_same_process(composer: Composer) -> None:
    assert composer.process is None, "there is one before anybody needs it"
    assert composer.compose(order()).startswith(b"%PDF")
    first = composer.process
    assert composer.compose(order(is_picture=True)).startswith(b"\x89PNG")
    assert composer.process == first != os.getpid()


def test_many_at_once_get_each_their_own(composer: Composer) -> None:
    with ThreadPoolExecutor(8) as threads:
        written = list(
            threads.map(lambda at: composer.compose(order(f"#for _ in range({at}) {{ pagebreak() }} x")), range(1, 17))
        )
    assert [one.count(b"/Type/Page/") + one.count(b"/Type /Page\n") for one in written] == list(range(2, 18))


def test_one_that_was_ended_is_begun_again(composer: Composer) -> None:
    before = composer.compose(order())
    process = composer.process
    assert process is not None
    os.kill(process, signal.SIGKILL)
    assert composer.compose(order()) == before
    assert composer.process != process


def test_one_that_ends_in_the_middle_is_begun_again_once(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    dies = f"import os, sys; open({str(begun)!r}, 'a').write('x'); sys.stdin.buffer.read(9); os._exit(7)"
    composer = Composer((sys.executable, "-c", dies))
    with pytest.raises(NotComposed, match="ended with 7"):
        composer.compose(order())
    assert begun.read_text(encoding="utf-8") == "xx"
    assert composer.process is None


def test_a_document_that_hangs_has_an_end() -> None:
    composer = Composer(HANGS, longest=0.2)
    with pytest.raises(NotComposed, match="more than"):
        composer.compose(order())
    assert composer.process is None


def test_what_nobody_waits_for_any_more_is_broken_off_and_the_next_is_set() -> None:
    """The bot ends while one hangs: it would last a minute."""
    composer = Composer(HANGS)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(composer.compose, order())
        while not (number := composer.process):
            pass
        composer.break_off()
        with pytest.raises(NotComposed, match="nobody waits"):
            asked.result(10)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    composer._command = Composer()._command
    assert composer.compose(order()).startswith(b"%PDF"), "it goes on by another token, say"
    composer.end()


def test_a_document_that_cannot_be_set_is_the_fault_of_that_one_alone(composer: Composer) -> None:
    with pytest.raises(NotComposed, match="TypstError"):
        composer.compose(order("#panic()"))
    process = composer.process
    assert composer.compose(order()).startswith(b"%PDF")
    assert composer.process == process


def test_its_memory_goes_when_it_is_not_needed() -> None:
    composer = Composer(idle=0.05)
    ended, end = Event(), composer.end

    def seen() -> None:
        end()
        ended.set()

    composer.end = seen  # type: ignore[method-assign]
    composer.compose(order())
    process = composer.process
    assert process is not None
    assert ended.wait(10)
    assert composer.process is None
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert composer.compose(order()).startswith(b"%PDF"), "it doesn't come back"
    end()


def test_it_ends_with_whoever_began_it() -> None:
    """However that one ends."""
    begins = (
        "import os; from tests.words.test_composer import order; from words.composer import Composer; c = Composer();"
        "c.compose(order()); print(c.process, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", begins], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    process = int(done.stdout)
    for _ in range(200):
        if not _is_there(process):
            return
        Event().wait(0.05)
    pytest.fail("it is still there, and nobody knows of it")


def _is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_it_is_told_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    around = tmp_path / "around"
    composer = Composer((sys.executable, "-c", f"import os; open({str(around)!r}, 'w').write(str(dict(os.environ)))"))
    with pytest.raises(NotComposed):
        composer.compose(order())
    assert "secret" not in around.read_text(encoding="utf-8")


def test_the_bot_itself_loads_nothing_of_what_setting_takes() -> None:
    asked = "import sys, bot.serving.application, words.certificates; print('typst' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.strip() == "False"


def test_a_word_of_the_terminal_is_not_for_it(composer: Composer) -> None:
    """Ctrl-C goes to all of a group: what is being set is finished, and the bot ends it."""
    composer.compose(order())
    process = composer.process
    assert process is not None
    assert os.getpgid(process) != os.getpgid(0)
