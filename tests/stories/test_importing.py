"""People are brought along by a list, and find themselves in it, told through phones."""

from pathlib import Path

import pytest

from tests.support.list_files import Line, csv_of
from tests.support.shared_bots import SharedBots
from tests.support.shell import Shell
from tests.support.town import Town


@pytest.fixture
def shell(bots: SharedBots, tmp_path: Path) -> Shell:
    """Whoever runs Yigong, at a terminal."""
    folder = tmp_path / "shell"
    folder.mkdir()
    return Shell(bots, folder)


async def test_who_is_in_the_list_has_hours_at_the_first_tap(town: Town, shell: Shell, tmp_path: Path) -> None:
    await town.team("Jiaojiang")
    url = town.environment()["DATABASE_URL"]
    mei, bo, eve = town.phone("Mei"), town.phone("Bo"), town.phone("Eve")
    lines: list[Line] = [["团队", "手机", "姓名", "累计时长"]]
    lines += [["Jiaojiang > Haimen", mei.person.phone, "陈梅", 120], ["", bo.person.phone, "薄", "10.5"]]
    lines += [["", "+86 139 0000 0009", "李丽", ""]]
    file = tmp_path / "名单.csv"
    file.write_bytes(csv_of(lines).encode("gb18030"))

    await bo.opens("/start")
    for label in ("English", "I agree", "Bo", "Skip", "Jiaojiang"):
        await bo.taps(label)

    code, told = await shell("import", file, "--dry-run", "--report", tmp_path / "report.xlsx", url=url)
    assert (code, "3 rows: 3 new" in told, (tmp_path / "report.xlsx").exists()) == (0, True, True), told
    assert await town.number("SELECT COUNT(*) FROM people WHERE state = 'expected'") == 0, "a dry run writes nothing"
    for count in ("3 new", "3 same"):
        code, told = await shell("import", file, url=url)
        assert (code, count in told) == (0, True), told

    await mei.opens("/start")
    await mei.taps("English")
    await mei.taps("I agree")
    await mei.sees("May your leaders call you")
    await mei.taps("Share my number")
    await mei.sees("Welcome, 陈梅")
    await mei.sees("You belong to Haimen")
    await mei.sees("120 h")
    await mei.taps("My hours")
    await mei.sees("Before Yigong")

    await bo.sends("/profile")
    await bo.taps("Change phone")
    await bo.taps("Share my number")
    await bo.sees("Your hours from before are here, too")
    await bo.sees("10 h 30")

    await eve.opens("/start")
    for label in ("English", "I agree"):
        await eve.taps(label)
    await eve.sends(mei.person.phone)
    await eve.sees("A number that is typed cannot be checked")
    await eve.shares_contact(of=mei)
    await eve.sees("That is somebody else's number")
