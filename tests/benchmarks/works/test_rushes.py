"""What a rush costs a processor is in the table, ours and each peer's."""

import pytest

from benchmarks.measuring import Findings
from benchmarks.report import summary
from benchmarks.works import rushes
from benchmarks.works.rushes import BROWSING, ECHOES, HOT, HUNDRED, ROLES, Rushed


def test_the_table_has_processor_time_by_each_peer_s() -> None:
    ptb, aiogram = (echo.name for echo in ECHOES)
    runs = {ptb: 800.0, aiogram: 500.0, HOT: 400.0, HUNDRED: 600.0, ROLES: 570.0, BROWSING: 500.0}
    found = {name: [Rushed(rate=1e6 / used, processor=used)] * 3 for name, used in runs.items()}
    lines = {(line.work, line.against): line for line in rushes._processor_times(found)}
    assert len(lines) == 6
    assert lines[f"processor time of {HOT}", ptb].middle == pytest.approx(0.5)
    dearer = lines[f"processor time of {HUNDRED}", aiogram]
    assert dearer.middle == pytest.approx(1.2)
    assert not dearer.is_reached, "more than a peer's echo is not what is wanted"
    findings = Findings(lines=list(lines.values()))
    assert "600 and 500 µs an update" in summary(findings)
    assert "≤ 1 ×" in summary(findings)
