"""Each kind of message that comes by itself says what it is about, and in Chinese, in its capability's own words."""

from typing import Final

import pytest

from tests.handlers.appraisal import test_notices as appraisal
from tests.handlers.asking import test_notices as asking
from tests.handlers.attendance import test_notices as attendance
from tests.handlers.buddies import test_notices as buddies
from tests.handlers.census import notices as census
from tests.handlers.certificates import test_notices as certificates
from tests.handlers.checking_in import test_notices as checking_in
from tests.handlers.doubles import test_notices as doubles
from tests.handlers.enquiries import test_notices as enquiries
from tests.handlers.exams import test_notices as exams
from tests.handlers.guardians import test_notices as guardians
from tests.handlers.honours import test_notices as honours
from tests.handlers.hours import test_notices as hours
from tests.handlers.importing import test_notices as importing
from tests.handlers.leading import test_notices as leading
from tests.handlers.letters import notices as letters
from tests.handlers.qualifications import test_notices as qualifications
from tests.handlers.quizzes import test_notices as quizzes
from tests.handlers.retention import test_notices as retention
from tests.handlers.signing_up import test_confirming as confirming
from tests.handlers.signing_up import test_notices as signing_up
from tests.handlers.thanks import test_notices as thanks
from tests.handlers.training import test_notices as training
from tests.handlers.tree import test_notices as tree
from tests.handlers.volunteers import test_notices as volunteers
from tests.support.databases import Databases
from tests.support.scene import CHINESE, Scene, Telling, told_in
from volunteering.rules.volunteers import Language

_CAPABILITIES: Final = (
    appraisal,
    asking,
    attendance,
    buddies,
    checking_in,
    doubles,
    enquiries,
    exams,
    guardians,
    honours,
    hours,
    importing,
    leading,
    census,
    certificates,
    letters,
    qualifications,
    quizzes,
    retention,
    signing_up,
    confirming,
    thanks,
    training,
    tree,
    volunteers,
)
SAYS: Final[dict[Telling, str]] = {
    telling: words for capability in _CAPABILITIES for telling, words in capability.SAYS.items()
}


def _named(telling: Telling) -> str:
    capability = telling.__module__.split(".")[-2]
    return f"{capability}:{telling.__name__.strip('_')}"


@pytest.mark.parametrize("telling", SAYS, ids=_named)
async def test_it_says_what_it_is_about(scene: Scene, telling: Telling) -> None:
    text = await telling(scene)
    assert SAYS[telling] in text
    assert len(text.split("\n", 1)[0]) > 5


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("telling", SAYS, ids=_named)
async def test_it_is_written_in_chinese_too(databases: Databases, telling: Telling, language: Language) -> None:
    assert await told_in(language, databases, telling)
