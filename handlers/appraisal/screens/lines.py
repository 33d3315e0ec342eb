"""Words of the appraisal that several screens share: fields, marks, posts, figures."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from handlers.buttons.appraisal import ShowAppraisals
from handlers.showing.merits import mark_name, merit_name
from handlers.showing.parts import LONGEST_NAME, called
from handlers.tapping.screen import Press
from volunteering.rules.appraisal.marks import HIGHEST, LOWEST, Merit, MeritMarks, Weights, grade_of
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.tree import Role, Unit
from words.words import Words, cut, sentence

MEANS: Final = {
    Merit.RESULTS: sentence("What came of the year's work: what was planned, and how well it was done."),
    Merit.ABILITY: sentence("Planning, guiding others, and dealing with whatever comes up."),
    Merit.KNOWLEDGE: sentence("Knowing what the post needs: rules, safety, the people it is for; and learning more."),
    Merit.ATTITUDE: sentence("Being reliable and on time, and taking the work and the people seriously."),
    Merit.COOPERATION: sentence("Working with others, sharing what one knows, and helping out."),
}

NAMED: Final = 4
"""Of several leaders above, so many are named."""

BEST_FIRST: Final = range(HIGHEST, LOWEST - 1, -1)


def result(words: Words, hundredths: int) -> Markup:
    """What came of marks: the figure, and in words."""
    return words.say(
        "{figure} of {highest} · {mark}",
        figure=words.decimal(hundredths / 100),
        highest=HIGHEST,
        mark=grade(words, hundredths),
    )


def grade(words: Words, hundredths: int) -> Markup:
    """The same in words alone."""
    return mark_name(words, grade_of(hundredths))


def name_of(words: Words, appraisal: Appraisal) -> Markup:
    """An appraisal by its year and unit."""
    return words.say("Appraisal {year} · {unit}", year=appraisal.year, unit=cut(appraisal.unit.name, LONGEST_NAME))


def post(words: Words, role: Role | None, name: str, unit: Unit) -> Markup:
    """What somebody is, and where."""
    team = cut(unit.name, LONGEST_NAME)
    if name:
        return words.listed((name, team))
    if role is Role.ADMIN:
        return words.say("Admin of {team}", team=team)
    return words.say("Leader of {team}", team=team)


def post_line(words: Words, sheet: AppraisalSheet) -> Markup:
    """🏷 the same of a sheet."""
    return Markup("🏷 %s") % post(words, sheet.role, sheet.post, sheet.unit)


def marks(words: Words, given: MeritMarks) -> list[Markup]:
    """A line a field."""
    return [
        words.say("{field}: {mark}", field=merit_name(words, merit), mark=mark_name(words, given.of(merit)))
        for merit in Merit
    ]


def both_marks(words: Words, own: MeritMarks, led: MeritMarks) -> list[Markup]:
    """A line a field, with what its person said and what the leader above did."""
    return [
        words.say(
            "{field}: {own} · {led}",
            field=merit_name(words, merit),
            own=mark_name(words, own.of(merit)),
            led=mark_name(words, led.of(merit)),
        )
        for merit in Merit
    ]


def wrote(words: Words, text: str, name: str | None) -> tuple[Markup, ...]:
    """What somebody added, and who that is; no name: the reader. Nothing where they added nothing."""
    if not text:
        return ()
    whose = (
        words.say("You wrote:") if name is None else words.say("{name} wrote:", name=called(words, name, LONGEST_NAME))
    )
    return (whose, folded(text))


def folded(text: str) -> Markup:
    """Words that are folded until they are tapped."""
    return Markup("<blockquote expandable>%s</blockquote>") % text


def names(words: Words, leaders: Iterable[str]) -> Markup:
    """Who may appraise somebody: the first of them."""
    return words.listed(called(words, name, LONGEST_NAME) for name in list(leaders)[:NAMED])


def closed(words: Words) -> Markup:
    """Nothing may be said in it, or changed, any more."""
    return words.say("⚠️ The appraisal is closed; nothing was changed.")


def weights(words: Words, of: Weights) -> Markup:
    """How much each field counts."""
    if len(set(of)) == 1:
        return words.say("All five fields count alike.")
    parts = (
        words.say("{field} {share}", field=merit_name(words, merit), share=words.share(weight / 100))
        for merit, weight in zip(Merit, of, strict=True)
    )
    return words.say("What counts: {fields}", fields=words.listed(parts))


def to_appraisals(words: Words) -> Press:
    """Back to what the appraisal is to its reader."""
    return Press(words.say("‹ Appraisal"), ShowAppraisals())
