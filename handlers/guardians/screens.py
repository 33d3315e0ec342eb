"""How it looks: to the volunteer under age who asks, and to the guardian who reads, agrees and may withdraw."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.guardians import (
    AskForgetGuardian,
    AskGuardian,
    AskWithdraw,
    ForgetGuardian,
    GiveConsent,
    ReadConsent,
    ShowMyGuardian,
    ShowWards,
    WithdrawConsent,
)
from handlers.buttons.home import Home
from handlers.buttons.volunteers import Register
from handlers.showing.parts import LONGEST_NAME, back_to_shift, called, language_name
from handlers.tapping.screen import Invitation, Press, Row, Screen, page
from volunteering.rules.guardians import OF_AGE, ConsentState, Guardianship
from volunteering.rules.volunteers import Language
from words.words import Words, plain


def link(words: Words, address: str, name: str, organisation: str, shift_id: int | None) -> Screen:
    """The link to forward; it is shown once, for it is kept nowhere."""
    saying = words.say(
        "{name} would like to volunteer with {organisation}, and needs your consent. Open the link to read about it.",
        name=called(words, name),
        organisation=organisation,
    )
    return page(
        words.say("A parent or guardian has to agree"),
        words.say("Send them the link. They read what it is about, and agree with a tap."),
        words.say("It works once. You are told as soon as they have agreed."),
        rows=(
            (Invitation(words.say("Send the link"), address, plain(saying)),),
            *_back(words, shift_id),
        ),
    )


def my_guardian(words: Words, known: Guardianship | None, shift_id: int | None) -> Screen:
    """Whether somebody has consented; if not, the way to a link."""
    anew = (Press(words.say("Get a new link"), AskGuardian(shift=shift_id), "success"),)
    first = (Press(words.say("Get a link"), AskGuardian(shift=shift_id), "success"),)
    title = words.say("Your guardian")
    match known.state if known else None:
        case ConsentState.CONSENTED if known:
            name = known.guardian.name if known.guardian else ""
            return page(title, words.say("✅ {name} has agreed.", name=name), rows=_back(words, shift_id))
        case ConsentState.ASKED:
            line = words.say("⏳ Nobody has agreed yet. The link that you had works once.")
            return page(title, line, rows=(anew, *_back(words, shift_id)))
        case ConsentState.WITHDRAWN:
            line = words.say("⚠️ The consent was withdrawn. Places you have stay; new ones take another consent.")
            return page(title, line, rows=(anew, *_back(words, shift_id)))
        case _:
            line = words.say("Under {age} it takes the consent of a parent or guardian.", age=OF_AGE)
            return page(title, line, rows=(first, *_back(words, shift_id)))


def _back(words: Words, shift_id: int | None) -> tuple[Row, ...]:
    shift = (back_to_shift(words, shift_id),) if shift_id is not None else ()
    return (*shift, (Press(words.say("‹ Home"), Home()),))


# The guardian


def what_is_agreed(words: Words, ward_name: str, organisation: str) -> Markup:
    """The words that are agreed to; they are kept as they stand here."""
    name = called(words, ward_name)
    return Markup("\n").join(
        (
            words.say("I am a parent or legal guardian of {name}.", name=name),
            words.say(
                "I agree that {name} volunteers with {organisation}, at the hours that are allowed at their age.",
                name=name,
                organisation=organisation,
            ),
            words.say(
                "My name and phone number may be kept, and shown to leaders of their shifts from a day before each "
                "until its end."
            ),
            words.say("I can withdraw this at any time."),
        )
    )


def read(words: Words, ward_name: str, organisation: str, opened: ReadConsent, *, registered: bool) -> Screen:
    """What the link is about, and what is agreed to; the other languages, for whoever has none with us."""
    agree = GiveConsent(token=opened.token, language=opened.language)
    return page(
        words.say("Consent for {name}", name=called(words, ward_name, LONGEST_NAME)),
        words.say(
            "{name} would like to volunteer with {organisation}. "
            "Under {age} it takes the consent of a parent or guardian.",
            name=called(words, ward_name),
            organisation=organisation,
            age=OF_AGE,
        ),
        Markup("<blockquote>%s</blockquote>") % what_is_agreed(words, ward_name, organisation),
        words.say("If you agree, we ask for your name and phone number. If not, you need do nothing."),
        rows=((Press(words.say("I agree"), agree, "success"),), *_languages(words, opened, registered=registered)),
    )


def _languages(words: Words, here: ReadConsent | ShowWards, *, registered: bool) -> tuple[Row, ...]:
    """The same in another language, each called what its readers call it."""
    if registered:
        return ()
    others = (language for language in Language if language is not words.language)
    return (tuple(Press(language_name(one), here.model_copy(update={"language": one})) for one in others),)


def thanks(words: Words, ward_name: str, wards: ShowWards) -> Screen:
    """They answer for the volunteer now."""
    return page(
        words.say("Thank you"),
        words.say("✅ {name} may sign up now, and is told so.", name=called(words, ward_name)),
        words.say("You find your consent here, and can withdraw it: /guardian"),
        rows=((Press(words.say("See my consent"), wards),),),
    )


def dead_link(words: Words, *, registered: bool) -> Screen:
    """It was used, or never was."""
    return page(
        words.say("This link holds no more"),
        words.say("It works once. Ask for a new one: the volunteer finds it where they sign up."),
        rows=(_onward(words, registered=registered),),
    )


def for_somebody_else(words: Words, *, is_oneself: bool) -> Screen:
    """The volunteer opened it, or somebody else under age."""
    line = (
        words.say("It is for your parent or guardian: forward it to them. Nobody can agree for themselves.")
        if is_oneself
        else words.say("It takes somebody who is of age.")
    )
    back = Press(words.say("Your guardian"), ShowMyGuardian()) if is_oneself else Press(words.say("‹ Home"), Home())
    return page(words.say("This link is for a guardian"), line, rows=((back,),))


def wards(
    words: Words, known: Sequence[Guardianship], here: ShowWards, *, registered: bool, said: Markup | None = None
) -> Screen:
    """Whom somebody answers for, all that is kept of it, and the ways to end it."""
    forget = AskForgetGuardian(language=here.language)
    return page(
        words.say("Your consent"),
        said,
        None if known else words.say("You have given no consent here."),
        *(line for each in known for line in _ward_lines(words, each)),
        rows=(
            *((_withdraw(words, each, here),) for each in known if each.state is ConsentState.CONSENTED),
            _onward(words, registered=registered),
            *_languages(words, here, registered=registered),
            *(((Press(words.say("Erase what is kept of it"), forget, "danger"),),) if known else ()),
        ),
    )


def _ward_lines(words: Words, known: Guardianship) -> tuple[Markup, ...]:
    when = words.long_day(known.since.astimezone(words.zone).date()) if known.since else Markup("")
    name = called(words, known.ward_name)
    line = (
        words.say("✅ {name}: agreed on {day}", name=name, day=when)
        if known.state is ConsentState.CONSENTED
        else words.say("{name}: withdrawn on {day}", name=name, day=when)
    )
    guardian = known.guardian
    kept = words.say("As {name}, {phone}", name=guardian.name, phone=guardian.phone) if guardian else Markup("")
    return line, kept, Markup("<blockquote>%s</blockquote>") % known.text


def _withdraw(words: Words, known: Guardianship, here: ShowWards) -> Press:
    label = words.say("Withdraw for {name}", name=called(words, known.ward_name, LONGEST_NAME))
    return Press(label, AskWithdraw(guardian=known.id, language=here.language))


def _onward(words: Words, *, registered: bool) -> Row:
    if registered:
        return (Press(words.say("‹ Home"), Home()),)
    return (Press(words.say("Register as a volunteer myself"), Register()),)


def ask_withdraw(words: Words, known: Guardianship, language: Language | None) -> Screen:
    """The second question before it is withdrawn."""
    name = called(words, known.ward_name)
    return page(
        words.say("Withdraw your consent for {name}?", name=name),
        words.say("{name} can't sign up any more, until somebody agrees again.", name=name),
        words.say("Places they have stay. The leaders are told, and talk with them."),
        rows=(
            (Press(words.say("‹ Keep it"), ShowWards(language=language)),),
            (Press(words.say("Yes, withdraw"), WithdrawConsent(guardian=known.id, language=language), "danger"),),
        ),
    )


def withdrawn(words: Words, ward_name: str) -> Markup:
    """It is withdrawn, and leaders hear."""
    name = called(words, ward_name)
    return words.say(
        "✅ Withdrawn for {name}. The leaders are told. A new link from {name} lets you agree again.", name=name
    )


def ask_forget(words: Words, language: Language | None) -> Screen:
    """The second question before it is forgotten."""
    return page(
        words.say("Erase what is kept of your consent?"),
        words.say("Your name, your phone number and what you agreed to are gone, and your consent with them."),
        words.say("This can't be undone."),
        rows=(
            (Press(words.say("‹ Keep it"), ShowWards(language=language)),),
            (Press(words.say("Yes, erase it"), ForgetGuardian(language=language), "danger"),),
        ),
    )


def forgotten(words: Words) -> Markup:
    """Nothing of it is left."""
    return words.say("✅ Erased. Nothing of your consent is kept any more.")


def agreed(words: Words, name: str, back: tuple[Row, ...]) -> Screen:
    """To the volunteer: they may sign up, for the shift that it was asked for, or another one."""
    return page(
        words.say("You can sign up now"),
        words.say("{name} has agreed that you volunteer.", name=name),
        rows=(*back, (Press(words.say("Activities"), ListActivities(), None if back else "success"),)),
    )


def agrees_no_more(words: Words) -> Screen:
    """To the volunteer: places stay, new ones take another consent."""
    return page(
        words.say("Your guardian's consent was withdrawn"),
        words.say("You keep the places you have, and your leaders talk with you. To sign up anew it takes a consent."),
        rows=((Press(words.say("Your guardian"), ShowMyGuardian()),), (Press(words.say("‹ Home"), Home()),)),
    )
