"""The scenes of the contact sheets: nobody draws them every day, and screens change."""

from pathlib import Path

from storage.engine.migrating import migrate
from tests.browser.contact_sheet import SETTINGS, lived_through
from tests.browser.sitters import CASTS
from tests.support.town import town


async def test_every_scene_is_still_there_to_be_lived_through(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/town.db"
    await migrate(database)
    async with town(database, SETTINGS) as living:
        kept = await lived_through(living, CASTS[0])
    assert set(kept) == {"newcomer", "volunteer", "leader", "admin", "roster", "together"}
    assert all(kept.values())
