"""An empty list to fill in, in the reader's language: what its headings say, an import finds."""

from volunteering.rules.importing.books import Book, BookKind
from words.words import Words, plain
from words.workbooks import BookColumn, BookSheet, CellLook, workbook


def template(words: Words) -> bytes:
    """The workbook: people, hours line by line, qualifications. Whatever stays empty is nothing to import."""
    name, phone = (BookColumn(plain(words.say(head)), 18) for head in ("Name", "Phone"))
    return workbook(
        Book(kind=BookKind.PEOPLE),
        [
            BookSheet(
                name=plain(words.say("Volunteers")),
                columns=(
                    name,
                    phone,
                    BookColumn(plain(words.say("Team")), 24),
                    BookColumn(plain(words.say("Hours")), 12, CellLook.HOURS),
                    BookColumn(plain(words.say("Birth date")), 14, CellLook.DAY),
                    BookColumn(plain(words.say("Gender")), 10),
                ),
                rows=(),
                above=(
                    plain(words.say("One person a row. The phone number is what people are known by.")),
                    plain(words.say("Hours are those given before, all together. The rest may stay empty.")),
                ),
            ),
            BookSheet(
                name=plain(words.say("Hours line by line")),
                columns=(
                    phone,
                    BookColumn(plain(words.say("Date")), 14, CellLook.DAY),
                    BookColumn(plain(words.say("Activity")), 28),
                    BookColumn(plain(words.say("Hours")), 12, CellLook.HOURS),
                ),
                rows=(),
                above=(plain(words.say("Only where you know when hours were given; in place of the sum.")),),
            ),
            BookSheet(
                name=plain(words.say("Certificates")),
                columns=(
                    phone,
                    BookColumn(plain(words.say("Qualification")), 20),
                    BookColumn(plain(words.say("Level")), 14),
                    BookColumn(plain(words.say("Certificate number")), 20),
                    BookColumn(plain(words.say("Issued on")), 14, CellLook.DAY),
                ),
                rows=(),
                above=(plain(words.say("One qualification a row.")),),
            ),
        ],
    )
