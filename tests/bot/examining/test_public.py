"""What doctor says of the pages that anybody may read."""

import pytest

from bot.examining.public import public_pages
from bot.examining.remarks import Weight
from bot.ground.settings import Settings


@pytest.mark.parametrize(
    ("url", "weight", "said"),
    [
        (None, Weight.OK, "by the bot alone"),
        ("https://help.example.org", Weight.OK, "certificates lead to https://help.example.org/verify"),
        ("http://help.example.org", Weight.NOTE, "take https"),
        ("http://127.0.0.1:8080", Weight.NOTE, "nobody but this machine"),
        ("https://help.example.org/verify", Weight.WRONG, "/verify/verify/"),
        ("https://help.example.org/city/", Weight.NOTE, "/city/verify on as /verify"),
        ("https://user:secret@help.example.org", Weight.WRONG, "it stands on every certificate"),
    ],
)
async def test_where_certificates_lead(url: str | None, weight: Weight, said: str) -> None:
    settings = Settings(_env_file=None, public_url=url)
    [remark] = await public_pages(settings)
    assert remark.weight is weight
    assert said in remark.said
    assert "secret" not in remark.said
