"""The way back from an answer to the shift for which it was asked (decision 40)."""

from handlers.noticing.writing import Reading
from handlers.showing.parts import back_to_shift
from handlers.tapping.screen import Row


async def back_where_wanted(reading: Reading, shift_id: int | None) -> tuple[Row, ...]:
    """A row with the way back, as long as the shift is ahead."""
    found = await reading.records.activities.shift(shift_id) if shift_id is not None else None
    if found is None or not found[1].is_ahead(reading.words.now):
        return ()
    return (back_to_shift(reading.words, found[1].id, "success"),)
