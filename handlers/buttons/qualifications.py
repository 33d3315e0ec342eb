"""Buttons of qualifications: one's own, those of others, and the kinds that a unit keeps. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber, Sought


class ShowQualifications(Button, code="jq", is_list=True):
    """What the reader is qualified for, and what of it waits for them where they lead; pages count from 0."""

    page: PageNumber = 0


class ChooseKind(Button, code="jc", is_list=True):
    """The choice of what to add."""

    page: PageNumber = 0


class AddQualification(Button, code="ja"):
    """The form for one of that kind; `shift`: for which shift it is wanted, or for which exam, to go back there."""

    kind: int
    shift: int | None = None
    exam: int | None = None


class SendAgain(Button, code="jg"):
    """The form as one that was rejected, or ends soon, has answered it."""

    qualification: int


class ShowMyQualification(Button, code="jm"):
    """One of the reader's own."""

    qualification: int


class AskTakeAway(Button, code="jt"):
    """What taking it away means; the second question."""

    qualification: int


class TakeAway(Button, code="jx"):
    """Yes, take one of the reader's own away, whether it waits or not."""

    qualification: int


class ListToVerify(Button, code="jl", is_list=True):
    """What waits for this leader."""

    page: PageNumber = 0


class ShowQualification(Button, code="js"):
    """Somebody's, for those who lead them; `evidence`: what was sent with it comes along."""

    qualification: int
    evidence: bool = False


class VerifyQualification(Button, code="jv"):
    """It is what its person says."""

    qualification: int


class RejectQualification(Button, code="jr"):
    """It is not; a reason is asked for."""

    qualification: int


class VerifyAfterAll(Button, code="jw"):
    """It was rejected, and is right."""

    qualification: int


class TakeBackVerified(Button, code="jb"):
    """It was verified, and is to hold no more; a reason is asked for."""

    qualification: int


class FindToQualify(Button, code="jf"):
    """Search for somebody of one's teams."""


class ListToQualify(Button, code="ji", is_list=True):
    """Those whom a text finds."""

    text: Sought = ""
    page: PageNumber = 0


class ShowQualificationsOf(Button, code="jh", is_list=True):
    """What somebody is qualified for, for those who lead them."""

    person: int
    page: PageNumber = 0


class ChooseToGive(Button, code="ju", is_list=True, nests_by="kind"):
    """The choice of what to give somebody; of a kind with levels, the choice of one."""

    person: int
    kind: int | None = None
    page: PageNumber = 0


class GiveQualification(Button, code="jy"):
    """Give it to them, as of today."""

    person: int
    kind: int
    level: int = 0


class ListKinds(Button, code="jk", is_list=True):
    """The kinds that an admin's units keep or have from above."""

    page: PageNumber = 0


class ShowKind(Button, code="jd"):
    """One kind in full."""

    kind: int


class AddKind(Button, code="jn"):
    """The form for a kind of a unit's own."""


class ChangeKind(Button, code="je"):
    """The same form, as it stands."""

    kind: int


class RemoveKind(Button, code="jo"):
    """Offer it to nobody any more."""

    kind: int


class PutKindBack(Button, code="jp"):
    """Offer it to everybody again."""

    kind: int
