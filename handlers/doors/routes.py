"""All the ways in: every capability's routes, and where typed text goes."""

from handlers.activities import browsing, searching
from handlers.appraisal import judging, managing, sheets
from handlers.appraisal import mine as my_appraisals
from handlers.appraisal import people as appraised_people
from handlers.asking import answering as answering_asks
from handlers.asking import leading as leading_asks
from handlers.attendance import finding, lines, noting_answers, printing, rosters, serving, walk_ins
from handlers.buddies import taking_part
from handlers.buttons.button import Button
from handlers.calendars import mine as my_calendar
from handlers.census import answering as answering_census
from handlers.census import asking as asking_census
from handlers.census import reports as census_reports
from handlers.certificates import checking as checking_certificates
from handlers.certificates import managing as managing_certificates
from handlers.certificates import mine as my_certificates
from handlers.checking_in import arriving as checking_in
from handlers.checking_in import showing as showing_codes
from handlers.doubles import claiming
from handlers.doubles import merging as merging_people
from handlers.enquiries import answering as answering_enquiries
from handlers.enquiries import asked, asking
from handlers.exams import announcing as announcing_exams
from handlers.exams import holding as holding_exams
from handlers.exams import seeing as seeing_exams
from handlers.forms import answering
from handlers.groups import binding as binding_groups
from handlers.groups import signing_up as signing_up_in_groups
from handlers.guardians import answering_for
from handlers.home import home, meant, unknown
from handlers.honours import giving as giving_honours
from handlers.hours import deciding, logging, my_hours
from handlers.importing import sending as sending_lists
from handlers.leading import cancelling, digests, editing, led, moving, posting, risks, series, undoing
from handlers.letters import stopping, to_activities, to_units
from handlers.needs import asking as asking_of_roles
from handlers.needs import hindrances
from handlers.parked import lying
from handlers.profiles import about_me, leaders
from handlers.qualifications import giving, kinds, mine, sending, verifying
from handlers.quizzes import listed as listed_questions
from handlers.quizzes import making as making_quizzes
from handlers.quizzes import taking as taking_quizzes
from handlers.reports import exams as exam_totals
from handlers.reports import opened, quality, returning, totals
from handlers.retention import keeping
from handlers.service_records import asked_for, personal
from handlers.signing_up import agreeing, choosing, confirming, my_shifts, offering, places
from handlers.signing_up import series as every_one
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Route, Routes, Tap
from handlers.thanks import commending, rating, records
from handlers.training import holding, joining, overview, results
from handlers.tree import merging, rearranging, units
from handlers.unit_settings import settings
from handlers.unit_settings.fairness import settings as fairness
from handlers.volunteers import directory, forgiving, holds, narrowing, privacy, profile, registering, roles

ALL = Routes()
for module in (
    answering,
    home, unknown, meant,
    registering, profile, about_me, leaders, answering_for, privacy, directory, narrowing, holds, forgiving,
    roles,
    units, rearranging, merging, settings, fairness,
    merging_people, claiming,
    sending_lists,
    browsing, searching,
    places, confirming, choosing, agreeing, offering, every_one, my_shifts, taking_part,
    posting, led, series, digests, editing, risks, moving, undoing, cancelling,
    asking_of_roles, hindrances,
    rosters, noting_answers, lines, serving, finding, printing, walk_ins,
    checking_in, showing_codes,
    logging, deciding, my_hours,
    giving_honours,
    binding_groups, signing_up_in_groups,
    mine, sending, verifying, giving, kinds,
    overview, joining, holding, results,
    my_calendar,
    my_certificates, checking_certificates, managing_certificates,
    seeing_exams, announcing_exams, holding_exams,
    to_activities, to_units, stopping,
    asking, answering_enquiries, asked,
    making_quizzes, listed_questions, taking_quizzes,
    totals, opened, returning, quality, exam_totals, asked_for, personal,
    rating, commending, records,
    keeping,
    answering_asks, leading_asks,
    my_appraisals, sheets, judging, managing, appraised_people,
    census_reports, asking_census, answering_census,
    lying,
):  # fmt: skip
    ALL.include(module.routes)


async def _typed(tap: Tap, _: str) -> Answer | GoTo:
    """Anything that is not a command: the answer to an open form's question, or something to be helped with."""
    if tap.draft is None or unknown.is_command(tap.typed):
        return await _helped(tap)
    if sending_lists.may_be_a_list(tap) and not answering.waits_for_file(tap.draft):
        return await _helped(tap)  # the form stays open: no question of its is answered by a list
    if tap.draft.left_at and (here := await checking_in.digits_typed(tap)):
        return here
    return await meant.answer_or_ask(tap, tap.draft)


async def _helped(tap: Tap) -> Answer | GoTo:
    """What an admin sends as a file may be a list, of a leader what looks like one; else they are helped along."""
    if tap.attached is not None and tap.is_here and (tap.rights.is_admin or sending_lists.may_be_a_list(tap)):
        return await sending_lists.take(tap, tap.attached)
    return (
        await checking_in.digits_typed(tap)
        or await taking_quizzes.answer_typed(tap)
        or await my_appraisals.mark_typed(tap)
        or await unknown.understood(tap)
        or await my_appraisals.words_for_marks(tap)
        or await rating.words_for_stars(tap)
        or unknown.lost(tap)
    )


typed = Route(_typed, writes=True, anyone=True)

ELSEWHERE = frozenset((*ALL.buttons.values(), *ALL.commands.values())) - frozenset(
    (*answering.routes.buttons.values(), *answering.routes.commands.values())
)
"""Those by which somebody goes on to something else while a form is open."""

MAKE_FILES = frozenset(kind.code for kind, route in ALL.buttons.items() if route.makes_file)
"""The codes of buttons that stand in a line where many tap them at once (decision 65)."""

edited = Route(unknown.first_version_counted, writes=True, anyone=True)


def noted_in(shows: str) -> tuple[Route, Button] | None:
    """What is still to be done where an update was only noted: no other row shows what writes (decision 65)."""
    button = Button.unpack(shows)
    route = ALL.buttons.get(type(button)) if button else None
    return (route, button) if route and button and route.writes and route.makes_file else None
