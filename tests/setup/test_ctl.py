"""`deploy/yigong-ctl` works as the service does: as its user, in its folder, with its settings and secrets."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from storage.engine.revisions import head
from tests.support.town import ROOT

CTL: Final = ROOT / "deploy/yigong-ctl"
UNIT: Final = (ROOT / "deploy/yigong.service").read_text(encoding="utf-8")
SEVERAL: Final = (ROOT / "deploy/yigong@.service").read_text(encoding="utf-8")
ME: Final = pwd.getpwuid(os.geteuid()).pw_name
NAMES: Final = (
    "ORGANISATION",
    "DATABASE_URL",
    "BACKUP_DIR",
    "LOG_FORMAT",
    "HTTP_PORT",
    "TIMEZONE",
    "STAR_HOURS",
    "CREDENTIALS_DIRECTORY",
)
# Stands in for Python: says as whom it was called, where, with what, and what was handed over.
ECHO: Final = f"""#!/bin/sh
echo "user=$(id -un)"
echo "folder=$PWD"
echo "command=$*"
for name in {" ".join(NAMES)}; do eval "echo \\"$name=\\$$name\\""; done
if [ -n "$CREDENTIALS_DIRECTORY" ]; then cat "$CREDENTIALS_DIRECTORY/telegram_bot_token"; fi
exit 3
"""


class Machine:
    """Where units, settings and data are, in a folder of its own; nothing of the real one is read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.units = root / "units"
        self.units.mkdir()
        self.data = root / "data"
        self.data.mkdir()

    def unit(
        self, text: str, *, name: str = "yigong.service", python: str | Path = sys.executable, user: str = ME
    ) -> None:
        """Install a unit with this machine's paths for the usual ones."""
        for usual, here in (
            ("/opt/yigong/.venv/bin/python", str(python)),
            ("/opt/yigong", str(ROOT)),
            ("/var/lib/yigong", str(self.data)),
            ("/etc/yigong", str(self.root / "yigong")),
            ("User=yigong\nGroup=yigong\n", f"User={user}\n"),
        ):
            text = text.replace(usual, here)
        (self.units / name).write_text(text, encoding="utf-8")

    def settings(self, text: str, name: str = "yigong.env") -> None:
        """Write what the unit reads."""
        file = self.root / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)

    def ctl(self, *arguments: str, **around: str) -> tuple[int, str, str]:
        """Call it from another folder; its exit code, the answer, and what was said besides."""
        elsewhere = self.root / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        done = subprocess.run(  # noqa: S603 - our own words
            [CTL, *arguments], cwd=elsewhere, capture_output=True, text=True, check=False, timeout=60,
            env={"PATH": os.environ["PATH"], "YIGONG_UNITS": str(self.units), **around},
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    def seen(self, *arguments: str, **around: str) -> dict[str, str]:
        """What the program would see, with something in its place that says so."""
        code, told, besides = self.ctl(*arguments, **around)
        assert code == 3, besides
        return dict(line.split("=", 1) for line in told.splitlines() if "=" in line) | {"last": told.splitlines()[-1]}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One without a unit."""
    return Machine(tmp_path)


@pytest.fixture
def echo(machine: Machine) -> Path:
    """In Python's place."""
    file = machine.root / "python"
    file.write_text(ECHO, encoding="utf-8")
    file.chmod(0o755)
    return file


def test_a_city_is_moved_back_as_the_docs_say(machine: Machine) -> None:
    machine.unit(UNIT)
    machine.settings("# ours\nORGANISATION=Taizhou Volunteers\n")
    code, told, besides = machine.ctl("migrate")
    assert code == 0, besides
    assert f"The tables are at {head()} now" in told
    assert f"Database: {machine.data}/yigong.db (DATABASE_URL in the environment), as {ME}" in besides
    for command in (("backup", "city.zip"), ("restore", "city.zip")):
        code, told, besides = machine.ctl(*command, DATABASE_URL="sqlite:///of-the-caller.db")
        assert code == 0, besides
        assert f"Database: {machine.data}/yigong.db" in besides, "it worked on the caller's"
    assert [file.name for file in (machine.root / "elsewhere").iterdir()] == ["city.zip"]


def test_settings_are_read_as_systemd_reads_them(machine: Machine, echo: Path) -> None:
    machine.unit(UNIT, python=echo)
    machine.settings(
        "; a comment\n\n ORGANISATION=Taizhou $HOME `id` 义工 \nHTTP_PORT='81'\n"
        'TIMEZONE="Asia/Tokyo"\nLOG_FORMAT=text'
    )
    seen = machine.seen("doctor", "--x=1")
    assert seen["ORGANISATION"] == "Taizhou $HOME `id` 义工"
    assert (seen["HTTP_PORT"], seen["TIMEZONE"], seen["LOG_FORMAT"]) == ("81", "Asia/Tokyo", "text")
    assert seen["DATABASE_URL"] == f"sqlite:///{machine.data}/yigong.db"
    assert (seen["user"], seen["folder"], seen["command"]) == (ME, str(ROOT), "-m bot doctor --x=1")


# Each as systemd 252 takes it, whose environment generator was asked.
AS_SYSTEMD_TAKES_IT: Final = {
    "plain": "plain",
    "inner  spaces \t": "inner  spaces",
    "a#b ; c": "a#b ; c",
    '"quoted # not a comment" ': "quoted # not a comment",
    r'"a \" quote, a \\ and a \q"': r'a " quote, a \ and a \q',
    r"'a \" stays'": r"a \" stays",
    r"a\ b\"c": 'a b"c',
    "first \\\n  second": "first   second",
    "\"one\" and 'two'": "oneand 'two'",
    """'one' "two" """: "onetwo",
    'within"quotes"': 'within"quotes"',
    "=b=": "=b=",
    "$HOME `id` $(id)": "$HOME `id` $(id)",
    "it's": "it's",
    '"it\'s"': "it's",
    "carried\r": "carried",
    "": "",
}


def test_a_setting_is_what_systemd_makes_of_it(machine: Machine, echo: Path) -> None:
    echo.write_text("#!/bin/sh\nenv\nexit 3\n", encoding="utf-8")
    machine.unit(UNIT, python=echo)
    lines = [f"  V{number} = {written}\n" for number, written in enumerate(AS_SYSTEMD_TAKES_IT)]
    machine.settings("".join(lines) + "# a comment \\\nTIMEZONE=of the comment\n; V0=another")
    seen = machine.seen("doctor")
    assert [seen[f"V{number}"] for number, _ in enumerate(lines)] == list(AS_SYSTEMD_TAKES_IT.values())
    assert "TIMEZONE" not in seen


def test_what_was_added_for_one_city_of_several_holds_for_that_one(machine: Machine, echo: Path) -> None:
    """As `systemctl edit yigong@jiaojiang` leaves it: not seen, a command works on a database that nobody serves."""
    machine.unit(SEVERAL, name="yigong@.service", python=echo)
    for name, line in (
        ("yigong@jiaojiang.service.d/override.conf", "Environment=DATABASE_URL=postgresql:///jiaojiang"),
        ("yigong@.service.d/override.conf", "Environment=DATABASE_URL=postgresql:///nobody TIMEZONE=Asia/Tokyo"),
        ("yigong@.service.d/10-all.conf", "Environment=HTTP_PORT=1 STAR_HOURS=10"),
        ("yigong@jiaojiang.service.d/20-one.conf", "Environment=HTTP_PORT=81"),
    ):
        (machine.units / name).parent.mkdir(exist_ok=True)
        (machine.units / name).write_text(f"[Service]\n{line}\n")
    for city in ("jiaojiang", "huangyan"):
        machine.settings("", f"yigong/{city}.env")
    seen = {city: machine.seen(f"@{city}", "doctor") for city in ("jiaojiang", "huangyan")}
    databases = [seen[city]["DATABASE_URL"] for city in ("jiaojiang", "huangyan")]
    assert databases == ["postgresql:///jiaojiang", "postgresql:///nobody"]
    assert [seen[city]["HTTP_PORT"] for city in ("jiaojiang", "huangyan")] == ["81", "1"]
    assert [seen[city]["TIMEZONE"] for city in ("jiaojiang", "huangyan")] == ["", "Asia/Tokyo"]


def test_additions_hold_in_the_order_of_their_names_wherever_they_lie(machine: Machine, echo: Path) -> None:
    machine.unit(UNIT, python=echo)
    machine.settings("")
    packaged = machine.root / "packaged"
    for folder, name, port in ((machine.units, "20.conf", 82), (packaged, "10.conf", 81), (packaged, "20.conf", 80)):
        (folder / "yigong.service.d").mkdir(parents=True, exist_ok=True)
        (folder / "yigong.service.d" / name).write_text(f"[Service]\nEnvironment=HTTP_PORT={port}\n")
    seen = machine.seen("doctor", YIGONG_UNITS=f"{machine.units}:{packaged}")
    assert seen["HTTP_PORT"] == "82"


def test_what_the_caller_has_around_is_left_behind_and_one_setting_may_be_another(machine: Machine, echo: Path) -> None:
    machine.unit(UNIT, python=echo)
    machine.settings("HTTP_PORT=81\n")
    seen = machine.seen("HTTP_PORT=82", "TIMEZONE=Asia/Tokyo", "migrate", ORGANISATION="Theirs", HTTP_PORT="83")
    assert (seen["ORGANISATION"], seen["HTTP_PORT"], seen["TIMEZONE"]) == ("", "82", "Asia/Tokyo")


def test_what_was_added_to_the_unit_holds(machine: Machine, echo: Path) -> None:
    machine.unit(UNIT, python=echo)
    machine.settings("HTTP_PORT=81\n")
    machine.settings("LOG_FORMAT=text\n", "more.env")
    added = machine.units / "yigong.service.d"
    added.mkdir()
    (added / "ours.conf").write_text(
        f'[Service]\nEnvironment="DATABASE_URL=postgresql:///yigong"\nEnvironmentFile=-{machine.root}/gone.env\n'
        f"EnvironmentFile={machine.root}/more.env\n"
    )
    seen = machine.seen("migrate")
    assert (seen["DATABASE_URL"], seen["LOG_FORMAT"]) == ("postgresql:///yigong", "text")


@pytest.mark.parametrize(
    ("added", "organisation", "zone"),
    [
        ("Environment=ORGANISATION=Taizhou TIMEZONE=Asia/Tokyo", "Taizhou", "Asia/Tokyo"),
        ("Environment=\"ORGANISATION=Taizhou Volunteers\" 'TIMEZONE=Asia/Tokyo'", "Taizhou Volunteers", "Asia/Tokyo"),
        ('Environment=ORGANISATION="100%% $HOME" TIMEZONE=', "100% $HOME", ""),
        ("Environment=ORGANISATION=one\nEnvironment=\nEnvironment=TIMEZONE=Asia/Tokyo", "", "Asia/Tokyo"),
        ("Environment=ORGANISATION=one \\\n  TIMEZONE=Asia/Tokyo", "one", "Asia/Tokyo"),
        ("  Environment = ORGANISATION=one\n# Environment=ORGANISATION=two", "one", ""),
    ],
)
def test_what_a_unit_sets_is_set_as_systemd_sets_it(
    machine: Machine, echo: Path, added: str, organisation: str, zone: str
) -> None:
    machine.unit(f"{UNIT}\n[Service]\n{added}\n", python=echo)
    machine.settings("")
    seen = machine.seen("doctor")
    assert (seen["ORGANISATION"], seen["TIMEZONE"]) == (organisation, zone)
    is_taken_back = "Environment=\n" in added
    assert seen["DATABASE_URL"] == ("" if is_taken_back else f"sqlite:///{machine.data}/yigong.db")


def test_files_with_settings_are_taken_back_by_an_empty_line(machine: Machine, echo: Path) -> None:
    machine.unit(f"{UNIT}\n[Service]\nEnvironmentFile=\nEnvironmentFile=-/etc/yigong/other.env\n", python=echo)
    machine.settings("ORGANISATION=one\n")
    machine.settings("TIMEZONE=Asia/Tokyo\n", "yigong/other.env")
    seen = machine.seen("doctor")
    assert (seen["ORGANISATION"], seen["TIMEZONE"]) == ("", "Asia/Tokyo")


@pytest.mark.parametrize("name", ["LoadCredentialEncrypted", "SetCredential"])
def test_what_only_systemd_can_hand_over_is_said(machine: Machine, echo: Path, name: str) -> None:
    machine.unit(f"{UNIT}\n[Service]\n{name}=telegram_bot_token:secret-word\n", python=echo)
    machine.settings("")
    code, _, besides = machine.ctl("doctor")
    assert code == 1
    assert f"yigong.service has {name}=, which only systemd hands over: say it with LoadCredential=" in besides
    assert "secret" not in besides


def test_a_quote_without_its_other_is_said(machine: Machine, echo: Path) -> None:
    machine.unit(f'{UNIT}\n[Service]\nEnvironment="ORGANISATION=one\n', python=echo)
    machine.settings("")
    code, _, besides = machine.ctl("doctor")
    assert code == 1
    assert "yigong-ctl: yigong.service: a word there is no setting (NAME=value), or a quote has no other" in besides


def test_what_was_added_for_one_city_is_that_one_s(machine: Machine, echo: Path) -> None:
    machine.unit(SEVERAL, name="yigong@.service", python=echo)
    for place, text in (("yigong@.service.d", "TIMEZONE=Asia/Tokyo"), ("yigong@huangyan.service.d", "HTTP_PORT=82")):
        (machine.units / place).mkdir()
        (machine.units / place / f"{text[:4]}.conf").write_text(f"[Service]\nEnvironment={text}\n")
    for city, port in (("jiaojiang", ""), ("huangyan", "82")):
        machine.settings("", f"yigong/{city}.env")
        seen = machine.seen(f"@{city}", "migrate")
        assert (seen["TIMEZONE"], seen["HTTP_PORT"]) == ("Asia/Tokyo", port)


def test_a_city_of_several_has_its_own(machine: Machine, echo: Path) -> None:
    machine.unit(SEVERAL, name="yigong@.service", python=echo)
    for city in ("jiaojiang", "huangyan"):
        machine.settings(f"ORGANISATION={city}\n", f"yigong/{city}.env")
        seen = machine.seen(f"@{city}", "migrate")
        assert (seen["ORGANISATION"], seen["BACKUP_DIR"]) == (city, f"{machine.data}/{city}/backups")


def test_what_systemd_hands_over_is_handed_over_and_gone_afterwards(machine: Machine, echo: Path) -> None:
    machine.settings("123456:word\n", "yigong/token")
    machine.unit(UNIT + "\n[Service]\nLoadCredential=telegram_bot_token:/etc/yigong/token\n", python=echo)
    machine.settings("")
    seen = machine.seen("doctor")
    assert seen["last"] == "123456:word"
    assert not Path(seen["CREDENTIALS_DIRECTORY"]).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_root_becomes_the_service_s_user_with_what_only_root_may_read(echo: Path, machine: Machine) -> None:
    open_to_all = Path(shutil.copy(echo, f"/tmp/yigong-echo-{os.getpid()}"))  # noqa: S108 - pytest's folders are root's
    try:
        machine.unit(UNIT.replace("/opt/yigong\n", "/\n"), python=open_to_all, user="nobody")
        machine.settings("ORGANISATION=Taizhou\n")
        seen = machine.seen("migrate")
    finally:
        open_to_all.unlink()
    assert (seen["user"], seen["ORGANISATION"], seen["folder"]) == ("nobody", "Taizhou", "/")


@pytest.mark.parametrize(
    ("settings", "arguments", "told"),
    [
        (None, ["migrate"], "there is no yigong.service in "),
        (None, ["@jiaojiang", "migrate"], "there is no yigong@.service in "),
        ("a-secret-word\n", ["migrate"], "/yigong.env: a word there is no setting (NAME=value), or a quote"),
        ("very secret=1\n", ["migrate"], "/yigong.env: a word there is no setting (NAME=value), or a quote"),
        ("HTTP_PORT=1\n", [], "which command?"),
    ],
)  # fmt: skip
def test_what_can_t_be_is_a_sentence(machine: Machine, settings: str | None, arguments: list[str], told: str) -> None:
    if settings is not None:
        machine.unit(UNIT)
        machine.settings(settings)
    code, answer, besides = machine.ctl(*arguments, *([] if arguments else ["HTTP_PORT=1"]))
    assert (code, answer) == (1, "")
    assert besides.startswith("yigong-ctl: ")
    assert told in besides
    assert "secret" not in besides


def test_whoever_means_one_of_several_is_told_their_names(machine: Machine) -> None:
    machine.unit(UNIT, name="yigong@.service")
    wants = machine.units / "multi-user.target.wants"
    wants.mkdir()
    for name in ("yigong@1", "yigong@2"):
        (wants / f"{name}.service").symlink_to("../yigong@.service")
    code, _, besides = machine.ctl("doctor")
    assert code == 1
    assert besides == f"yigong-ctl: there is no yigong.service in {machine.units}. Say which of these: @1 @2\n"


def test_a_file_of_the_caller_s_is_one_in_the_caller_s_folder(machine: Machine, echo: Path) -> None:
    machine.unit(UNIT, python=echo)
    machine.settings("ORGANISATION=Taizhou\n")
    here = machine.root / "elsewhere"
    for said, meant in (
        ("city.zip --identity key.txt", f"{here}/city.zip --identity {here}/key.txt"),
        ("--identity=key.txt /there/city.zip", f"--identity={here}/key.txt /there/city.zip"),
        ("--identity /there/key.txt newest", "--identity /there/key.txt newest"),
    ):
        assert machine.seen("restore", *said.split())["command"] == f"-m bot restore {meant}"


def test_settings_that_are_gone_are_a_sentence(machine: Machine) -> None:
    machine.unit(UNIT)
    code, _, besides = machine.ctl("migrate")
    assert (code, besides) == (1, f"yigong-ctl: {machine.root}/yigong.env can't be read: call yigong-ctl as root\n")


def test_it_explains_itself(machine: Machine) -> None:
    code, told, _ = machine.ctl("--help")
    assert code == 0
    assert "yigong-ctl backup" in told
    assert "set -eu" not in told


def test_the_shell_has_nothing_to_say_against_it() -> None:
    checker = shutil.which("shellcheck")
    if checker is None:
        if os.environ.get("CI") == "true":
            pytest.fail("shellcheck is missing")
        pytest.skip("shellcheck is missing")
    done = subprocess.run([checker, CTL], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.stdout == ""
