"""Answering a census: what is missing of the reader, in one short form."""

from handlers.buttons.census import AnswerCensus
from handlers.buttons.home import Home
from handlers.census.questions import FIELDS_ASKED, MISSING, WhatIsMissing
from handlers.census.screens import asking as screens
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.census.asking import answer_census, still_asked

routes = Routes()


@routes.button(AnswerCensus, writes=True)
async def begin(tap: Tap, _: AnswerCensus) -> Answer | GoTo:
    """The first question, or the one where they left it; none where nothing is missing, by whatever way it was said."""
    missing = await still_asked(tap.records, tap.me, tap.moment)
    if not missing:
        return Answer(screens.thanks(tap.words), at=Home())
    if tap.draft is not None and tap.draft.form == WhatIsMissing.name:
        return await engine.go_on(tap, WhatIsMissing, tap.draft)
    return await engine.begin_form(tap, WhatIsMissing, about={MISSING: ",".join(field.value for field in missing)})


@ends(WhatIsMissing)
async def keep(tap: Tap, form: WhatIsMissing, draft: Draft) -> Answer:
    """Keep what is said; what is left open they would rather not say."""
    said = await tap.records.profiles.of(tap.me.id)
    fields = [FIELDS_ASKED[step] for step in WhatIsMissing.steps(draft)]
    for field in fields:
        answer = getattr(form, field.value)
        said = said.withholding(field) if answer is None else said.saying(field, answer)
    await answer_census(tap.records, tap.me, said, fields, tap.moment)
    return Answer(screens.thanks(tap.words), at=Home())
