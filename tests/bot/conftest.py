"""What tests of the process can ask for: the shell of whoever runs Yigong."""

import pytest

from tests.support.shared_bots import SharedBots
from tests.support.shell import Shell


@pytest.fixture
def shell(bots: SharedBots, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell, with a folder of its own for what it says."""
    return Shell(bots, tmp_path_factory.mktemp("shell"))
