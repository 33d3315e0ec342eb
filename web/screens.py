"""What stands on the pages: how a certificate stands, the form for a number, how a signature is checked."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from storage.views.certificates import PublicKey
from volunteering.rules.certificates import Certificate, in_groups
from web.layout import TAGS, whole
from words.standing import day_of, period, standing
from words.words import Words


class Pages:
    """The pages of an organisation, in one reader's language; `root` is the path that they stand under."""

    def __init__(self, words: Words, organisation: str, root: str) -> None:
        self._words = words
        self._organisation = organisation
        self._root = root

    def certificate(self, one: Certificate) -> str:
        """How it stands: valid, replaced or withdrawn; of which unit, days and hours, where that is kept."""
        words = self._words
        facts = [
            (words.say("Number"), in_groups(one.number)),
            (words.say("Date of issue"), day_of(words, one.issued_at)),
        ]
        if one.days is not None:
            facts += [
                (words.say("Issued by"), words.listed(dict.fromkeys((one.unit, self._organisation)))),
                (words.say("Days of service"), period(words, one.days)),
                (words.say("Served hours"), words.length(one.minutes)),
            ]
        if one.days is not None and one.is_valid:
            facts.append((words.say("Full name"), one.name if one.shows_name else _hidden(words)))
        stands = Markup('<p class="{}" role="status">{}</p>').format(
            "valid" if one.is_valid else "ended", standing(words, one)
        )
        said = words.say("Compare number, days and hours with the certificate that you were given.")
        another = Markup("<h2>{}</h2>").format(words.say("Check another one"))
        parts = (stands, _listed(facts), _paragraph(said), another, self._form())
        return self._page(words.say("Certificate of service"), *parts)

    def unknown(self) -> str:
        """There is none with that number: the same whatever was asked for."""
        words = self._words
        said = words.say("Please compare the number letter by letter with the certificate, and type it once more.")
        return self._page(words.say("There is no such certificate"), _paragraph(said), self._form())

    def ask(self) -> str:
        """The form for a number."""
        words = self._words
        said = words.say("Type the number of a certificate, and read whether it is valid.")
        return self._page(words.say("Check a certificate"), _paragraph(said), self._form())

    def too_fast(self, seconds: int) -> str:
        """Too many numbers that there are not."""
        words = self._words
        said = words.many("Please try again in {number} second.", "Please try again in {number} seconds.", seconds)
        return self._page(words.say("Too many numbers at once"), _paragraph(said), ways=(self._to_form, self._to_how))

    def away(self) -> str:
        """It can't be looked up now."""
        words = self._words
        said = words.say("The record can't be read just now. Please try again in a minute.")
        return self._page(words.say("Not just now"), _paragraph(said), ways=(self._to_form, self._to_how))

    def how(self, keys: Sequence[PublicKey]) -> str:
        """How anybody checks the signature of a file, without us; the newest key first."""
        words = self._words
        files = (
            Markup('<li><a href="{}/verify/key-{}.pem">key-{}.pem</a> ({})</li>').format(
                self._root, key.name, key.name, self._used(key)
            )
            for key in keys
        )
        steps = (
            words.say("Save the files that are attached to the PDF: certificate.json, certificate.sig and key.pem."),
            words.say("Compare key.pem with ours: what stands behind “key” in certificate.json says which."),
            words.say("Type this line, with OpenSSL 3:"),
        )
        line = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in certificate.json -sigfile certificate.sig"
        return self._page(
            words.say("How to check the signature"),
            Markup("<ol>{}</ol>").format(Markup("").join(Markup("<li>{}</li>").format(step) for step in steps)),
            Markup('<pre tabindex="0">{}</pre>').format(line),
            _paragraph(
                words.say("“Signature Verified Successfully” means: it is what was signed, to the last letter.")
            ),
            _paragraph(words.say("Whether it is still valid, only this page or the bot can tell: look up its number.")),
            Markup("<h2>{}</h2><ul>{}</ul>").format(words.say("Keys"), Markup("").join(files)),
            ways=(self._to_form,),
        )

    def _used(self, key: PublicKey) -> Markup:
        """From when to when it was signed with: what is dated otherwise, we did not sign."""
        words, first = self._words, day_of(self._words, key.since)
        if key.until is None:
            return words.say("in use since {first}", first=first)
        return words.say("in use from {first} to {last}", first=first, last=day_of(words, key.until))

    @property
    def _to_form(self) -> Markup:
        return self._way("verify", self._words.say("Check another one"))

    @property
    def _to_how(self) -> Markup:
        return self._way("verify/how", self._words.say("How to check the signature"))

    def _way(self, path: str, said: Markup) -> Markup:
        """A link; the language that was chosen goes on to the next page."""
        return Markup('<a href="{}/{}?lang={}">{}</a>').format(self._root, path, TAGS[self._words.language], said)

    def _form(self) -> Markup:
        words = self._words
        return Markup(
            '<form method="get" action="{}/verify"><input type="hidden" name="lang" value="{}">'
            '<label for="number">{}</label>'
            '<input id="number" name="number" maxlength="300" required autocomplete="off" autocapitalize="characters" '
            'spellcheck="false" placeholder="XXXX-XXXX-XXXX-XXXX"><button type="submit">{}</button></form>'
        ).format(self._root, TAGS[words.language], words.say("Number"), words.say("Check"))

    def _page(self, title: Markup, *parts: Markup, ways: Sequence[Markup] | None = None) -> str:
        """With the ways on from it; from where the form is, only to how a signature is checked."""
        words = self._words
        foot = Markup("<p>{}</p><p>{}</p>").format(
            words.say(
                "A certificate says what {organisation} has on record, and claims no official standing.",
                organisation=self._organisation,
            ),
            Markup(" · ").join((self._to_how,) if ways is None else ways),
        )
        body = Markup("\n").join(parts)
        return whole(words.language, self._organisation, title, body, foot, languages=words.say("Languages"))


def _paragraph(said: Markup) -> Markup:
    return Markup("<p>{}</p>").format(said)


def _listed(facts: Iterable[tuple[Markup, str]]) -> Markup:
    return Markup("<dl>{}</dl>").format(
        Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in facts)
    )


def _hidden(words: Words) -> Markup:
    return words.say("It is on the certificate; its holder does not have it shown here.")
