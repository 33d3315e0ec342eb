"""A certificate of service: got at a tap, checked by anybody, replaced when the record is put right."""

import asyncio
import json
import shutil
from asyncio.subprocess import DEVNULL
from pathlib import Path

import pytest

from playground.phones.phone import Phone
from playground.serving.screens import phone_as_json
from tests.support.files import attached_to, pages_of
from tests.support.phone_steps import button_with, document_of, times_told
from tests.support.pictures import code_in_colours
from tests.support.town import Town


async def gave_time(town: Town, mei: Phone, li: Phone, line: str = "2.5 2026-11-20 Library help") -> None:
    await mei.sends(f"/hours {line}")
    await mei.taps("Confirm")
    await li.sees("Hours to approve")
    await li.taps("Approve")
    await mei.sees("Your hours are approved")


def number_on(phone: Phone) -> str:
    lines = [line for bubble in phone.chat if not bubble.is_mine for line in bubble.text.splitlines()]
    *_, last = [line for line in lines if line.startswith("Its number: ")]
    return last.removeprefix("Its number: ")


async def gets_one(phone: Phone) -> str:
    await phone.sends("/certificate")
    await phone.taps("Get the certificate")
    await phone.sees("The same as a picture")
    return number_on(phone)


async def test_at_a_tap_and_checked_by_a_stranger(town: Town) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei", team="Baiyun")
    await mei.sends("/certificate")
    await mei.taps("Get the certificate")
    await mei.sees("No hours there yet")

    await gave_time(town, mei, li)
    await mei.sends("/certificate")
    await mei.taps("Get the certificate")
    await mei.sees("🕒 2 h 30 in all")
    await mei.sees("The same as a picture")
    files = [bubble.document for bubble in mei.chat if bubble.document]
    assert [file.name.rpartition(".")[2] for file in files] == ["pdf"], "and a picture, which is no document"
    assert (await document_of(mei)).content.startswith(b"%PDF")
    number = number_on(mei)

    await mei.sends("/certificate")
    await mei.taps("Get the certificate")
    await mei.sees("Your certificate")
    assert number_on(mei) == number, "tapped twice, it is one certificate"

    stranger = town.phone("Somebody")
    await stranger.sends(f"/verify {number.replace('-', ' ').lower()}")
    told = await stranger.sees("✅ It is valid.")
    assert "Baiyun" in told.text
    assert "2 h 30" in told.text
    assert "Mei" not in told.text, "unless its holder has the name shown"
    await mei.taps("Show name, withdraw")
    await mei.taps("Show my name")
    await mei.sees("Whoever checks it reads your name.")
    await stranger.sends(f"/verify {number}")
    await stranger.sees("🙋 Mei")
    await stranger.sends("/verify 7K3M-9QRT-V2XW-4HNB")
    await stranger.sees("There is no such certificate")
    await stranger.sends("7K3M 9QRT")
    await stranger.sees("There is no such certificate")
    await stranger.sends(number)
    await stranger.sees("✅ It is valid.")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no OpenSSL on this machine")
async def test_a_stranger_who_has_the_file_needs_nobody_to_check_it(town: Town, tmp_path: Path) -> None:
    """What they read, what a program reads in it, its signature by another program than ours, and the code."""
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei 㐂𠮷 Đỗ 🌸", team="Baiyun")
    await gave_time(town, mei, li)
    number = await gets_one(mei)
    content = (await document_of(mei)).content
    read = " ".join(pages_of(content))
    assert all(said in read for said in ("Mei 㐂𠮷 Đỗ", "2 h 30", "2026-11-20", "Library help", "Baiyun", number))
    assert "🌸" not in read
    files = attached_to(content)
    for name, attached in files.items():
        (tmp_path / name).write_bytes(attached)
    assert json.loads(files["certificate.json"])["name"] == "Mei 㐂𠮷 Đỗ 🌸", "what was signed isn't changed for paper"
    assert await verified(tmp_path)
    (tmp_path / "certificate.json").write_bytes(files["certificate.json"].replace(b"150", b"950"))
    assert not await verified(tmp_path)

    [*_, shown] = [one["picture"]["url"] for one in phone_as_json(mei, -1, whole=True)["messages"] if "picture" in one]
    drawn = town.playground.telegram.files.find(shown.split("/")[-2])
    assert drawn is not None
    assert code_in_colours(drawn.content, lines=460).endswith(f"v{number.replace('-', '')}")


async def verified(folder: Path) -> bool:
    process = await asyncio.create_subprocess_exec(
        "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "certificate.json",
        "-sigfile", "certificate.sig", cwd=folder, stdout=DEVNULL, stderr=DEVNULL,
    )  # fmt: skip
    return await process.wait() == 0


async def test_a_correction_replaces_it_and_new_service_does_not(town: Town) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei", team="Baiyun")
    await gave_time(town, mei, li)
    await mei.sends("/certificate")
    await mei.taps("Get the certificate")
    await mei.sees("Your certificate")
    number = number_on(mei)

    await town.passes(days=2)
    await gave_time(town, mei, li, "1 2026-11-25 Phone calls")
    await mei.sends(f"/verify {number}")
    await mei.sees("✅ It is valid.")

    await li.sends("/manage")
    await li.taps("Past")
    await li.taps("Hours decided lately")
    await li.taps(button_with(li, "2 h 30"))
    await li.taps("Take back")
    await li.sends("That was another Mei")
    await li.sees("Taken back: Mei, 2 h 30")
    await li.repeats()
    await mei.sees("1 of your certificates was replaced")
    assert times_told(mei, "was replaced") == 1
    await mei.taps("Get a new one")
    await mei.taps("Get the certificate")
    await mei.sees("🕒 1 h in all")
    await mei.sends(f"/verify {number}")
    await mei.sees("⚠️ Replaced on")


async def test_withdrawn_by_its_holder_by_an_admin_and_by_erasing(town: Town) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei", team="Baiyun")
    chen = await town.admin("Chen")
    await gave_time(town, mei, li)
    first = await gets_one(mei)
    await mei.taps("Show name, withdraw")
    await mei.taps("Withdraw the certificate")
    await mei.taps("Yes, withdraw it")
    await mei.sees("⚠️ Withdrawn on")
    second = await gets_one(mei)
    await chen.sends("/people Mei")
    await chen.taps("Certificates")
    await chen.taps(button_with(chen, "✅"))
    await chen.taps("Withdraw the certificate")
    await chen.sends("It was misused")
    await chen.sees("✅ Withdrawn. Mei is told why.")
    await mei.sees("Reason: It was misused")
    third = await gets_one(mei)
    numbers = (first, second, third)
    assert len(set(numbers)) == 3
    await mei.sends("/privacy")
    await mei.taps("Erase me")
    await mei.taps("Erase me for good")
    stranger = town.phone("Somebody")
    for number, said in zip(numbers, ("by its holder", "by the organisation", "nothing of what it said"), strict=True):
        await stranger.sends(f"/verify {number}")
        told = await stranger.sees("⚠️ Withdrawn on")
        assert said in told.text
        assert not {"Mei", "Baiyun", "2 h 30"} & set(told.text.split())


async def test_other_days_are_typed(town: Town) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei", team="Baiyun")
    await gave_time(town, mei, li)
    await gave_time(town, mei, li, "1 2026-10-20 Phone calls")
    await mei.sends("/certificate")
    await mei.taps("Other days")
    await mei.sends("2026-11-01")
    await mei.taps("Today")
    await mei.sees("🕒 2 h 30 in all")
    await mei.taps("Show name, withdraw")
    await mei.taps("‹ My certificates")
    await mei.sees("My certificates")
