"""Everything that is kept about one person, for themselves, in words that need no schema to be understood."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from storage.engine.database import Reader, Row, query
from storage.rows.training import SAID
from storage.views.volunteers.appraised import APPRAISALS
from storage.views.volunteers.kept_certificates import CERTIFICATES, NAMED_IN
from storage.views.volunteers.kept_check_ins import CHECK_INS, CODES_SHOWN, WRONG_CODES
from storage.views.volunteers.readable import readable

_PERSON = """
    SELECT p.name, p.telegram_id, p.phone, p.language, u.name AS home_team, p.state AS standing,
        p.held_because AS on_hold_because, NULLIF(p.consented_at, 0) AS consented_at, p.registered_at, p.reachable,
        p.by_time AS lists_by_time, p.at_once AS takes_places_unasked
    FROM people p JOIN units u ON u.id = p.home_unit_id WHERE p.id = :person
"""

# Of records that have become a part of theirs; a list of people finds them by these, too.
_NUMBERS = "SELECT o.phone FROM people o WHERE o.merged_into = :person AND o.phone IS NOT NULL ORDER BY o.id"

_PROFILE = """
    SELECT p.born, f.gender, f.education, f.occupation, f.background, f.skills, f.languages, f.district, f.available,
        f.emergency_name, f.emergency_phone, f.emergency_relation, f.at AS changed_at
    FROM profiles f JOIN people p ON p.id = f.person_id WHERE p.id = :person
"""

_BLOCKED = """
    SELECT b.first_day, b.last_day FROM blocked_days b WHERE b.person_id = :person ORDER BY b.first_day, b.id
"""

_GUARDIANS = """
    SELECT g.state AS consent, g.asked_at, g.name AS guardian, g.phone, g.text, g.consented_at, g.withdrawn_at
    FROM guardians g WHERE g.person_id = :person ORDER BY g.id
"""

_ANSWERS_FOR = """
    SELECT w.name AS volunteer, g.state AS consent, g.name AS guardian, g.phone, g.text, g.consented_at, g.withdrawn_at
    FROM guardians g JOIN people me ON me.telegram_id = g.telegram_id JOIN people w ON w.id = g.person_id
    WHERE me.id = :person ORDER BY g.id
"""

_TEAMS = """
    SELECT u.name AS team, m.joined_at FROM memberships m JOIN units u ON u.id = m.unit_id
    WHERE m.person_id = :person ORDER BY m.joined_at, u.id
"""

_ROLES = """
    SELECT u.name AS team, r.role, r.given_at, giver.name AS given_by
    FROM roles r JOIN units u ON u.id = r.unit_id LEFT JOIN people giver ON giver.id = r.given_by
    WHERE r.person_id = :person ORDER BY u.path
"""

_SIGN_UPS = """
    SELECT a.title AS activity, u.name AS team, a.place, s.starts_at, s.ends_at, s.state AS shift,
        s.off_because AS cancelled_because, g.state AS sign_up,
        (SELECT r.name FROM shift_roles r WHERE r.id = g.role_id) AS role,
        g.at AS since, g.held_until AS offered_until, g.passed AS let_pass,
        CASE WHEN g.coming > 0 THEN 1 END AS said_coming,
        CASE WHEN g.coming = 2 THEN 1 END AS said_late, g.answered_at, g.came, g.came_minutes, g.noted, g.forgiven_at,
        forgiver.name AS forgiven_by
    FROM signups g JOIN shifts s ON s.id = g.shift_id JOIN activities a ON a.id = s.activity_id
        JOIN units u ON u.id = a.unit_id LEFT JOIN people forgiver ON forgiver.id = g.forgiven_by
    WHERE g.person_id = :person ORDER BY s.starts_at, s.id
"""

_CONSENTS = """
    SELECT c.at AS agreed_at, a.title AS activity, u.name AS team, c.risk, c.insurer, c.insured_from, c.insured_until
    FROM risk_consents c JOIN activities a ON a.id = c.activity_id JOIN units u ON u.id = a.unit_id
    WHERE c.person_id = :person ORDER BY c.at, c.id
"""

_HOURS = """
    SELECT e.id AS line, e.replaces_id AS replaces_line, e.day, e.kind, e.minutes AS minutes_that_hold,
        e.change AS minutes_added, COALESCE(a.title, NULLIF(e.title, '')) AS activity, u.name AS team, e.note,
        recorder.name AS recorded_by,
        e.at AS recorded_at
    FROM entries e JOIN units u ON u.id = e.unit_id LEFT JOIN activities a ON a.id = e.activity_id
        LEFT JOIN people recorder ON recorder.id = e.by_id
    WHERE e.person_id = :person ORDER BY e.day, e.id
"""

_LOGGED = """
    SELECT c.day, c.minutes, c.what, u.name AS team, c.state AS decision, c.at AS logged_at,
        decider.name AS decided_by, c.decided_at, c.reason
    FROM claims c JOIN units u ON u.id = c.unit_id LEFT JOIN people decider ON decider.id = c.decided_by
    WHERE c.person_id = :person ORDER BY c.day, c.id
"""

_ENQUIRIES = """
    SELECT l.at, by.name AS said_by, l.kind AS what, l.text, e.matter AS about, a.title AS activity, s.starts_at,
        u.name AS team, e.quote AS letter, e.state
    FROM enquiry_lines l JOIN enquiries e ON e.id = l.enquiry_id JOIN people by ON by.id = l.by_id
        JOIN units u ON u.id = e.unit_id LEFT JOIN activities a ON a.id = e.activity_id
        LEFT JOIN shifts s ON s.id = e.shift_id
    WHERE l.by_id = :person OR l.enquiry_id IN (SELECT mine.id FROM enquiries mine WHERE mine.person_id = :person)
    ORDER BY l.id
"""

# What was sent stays with Telegram, and nobody can look at it by what is kept of it here.
_QUALIFICATIONS = """
    SELECT COALESCE(NULLIF(k.name, ''), k.code) AS kind, k.levels, q.level AS level_from_0, q.number, q.issued_on,
        q.expires_on, q.state, q.at AS sent_at,
        COALESCE(decider.name, (
            SELECT CASE WHEN MAX(r.by_hand) = 0 THEN 'the roster of a training' ELSE 'the test of a training' END
            FROM results r WHERE r.qualification_id = q.id HAVING COUNT(*) > 0
        )) AS decided_by, q.decided_at, q.reason,
        CASE q.file_kind WHEN 'photo' THEN 'a photo' WHEN 'document' THEN 'a file' END AS evidence
    FROM qualifications q JOIN qualification_kinds k ON k.id = q.kind_id
        LEFT JOIN people decider ON decider.id = q.decided_by
    WHERE q.person_id = :person ORDER BY q.id
"""

_STUDY = """
    SELECT l.id AS line, l.replaces_id AS replaces_line, l.day, l.kind, l.minutes AS minutes_that_hold,
        l.change AS minutes_added, a.title AS training, s.starts_at, recorder.name AS recorded_by, l.at AS recorded_at
    FROM study_lines l JOIN activities a ON a.id = l.activity_id JOIN shifts s ON s.id = l.shift_id
        LEFT JOIN people recorder ON recorder.id = l.by_id
    WHERE l.person_id = :person ORDER BY l.id
"""

_RESULTS = f"""
    SELECT a.title AS training, r.mark, {SAID} AS passed, r.by_hand AS entered_by_hand, r.at,
        enterer.name AS entered_by,
        COALESCE(NULLIF(k.name, ''), k.code) AS qualification_given
    FROM results r JOIN activities a ON a.id = r.activity_id LEFT JOIN people enterer ON enterer.id = r.by_id
        LEFT JOIN qualifications q ON q.id = r.qualification_id LEFT JOIN qualification_kinds k ON k.id = q.kind_id
    WHERE r.person_id = :person ORDER BY r.at, r.activity_id
"""

_RATINGS = """
    SELECT a.title AS activity, s.starts_at, r.stars, r.words, r.at FROM ratings r JOIN shifts s ON s.id = r.shift_id
        JOIN activities a ON a.id = s.activity_id
    WHERE r.person_id = :person ORDER BY s.starts_at, s.id
"""

_COMMENDATIONS = """
    SELECT a.title AS activity, s.starts_at, c.words, leader.name AS commended_by, c.at FROM commendations c
        JOIN shifts s ON s.id = c.shift_id JOIN activities a ON a.id = s.activity_id
        JOIN people leader ON leader.id = c.by_id
    WHERE c.person_id = :person ORDER BY c.id
"""

_BUDDIES = """
    SELECT CASE WHEN b.newcomer_id = :person THEN 'my buddy' ELSE 'I look out for' END AS what, o.name,
        a.title AS activity, s.starts_at, b.at AS told_at, b.ended
    FROM buddies b JOIN shifts s ON s.id = b.shift_id JOIN activities a ON a.id = s.activity_id
        JOIN people o ON o.id = CASE WHEN b.newcomer_id = :person THEN b.buddy_id ELSE b.newcomer_id END
    WHERE b.newcomer_id = :person OR b.buddy_id = :person ORDER BY b.id
"""

_BUDDY_LINES = """
    SELECT l.at, l.text, a.title AS activity
    FROM buddy_lines l JOIN buddies b ON b.id = l.pair_id JOIN shifts s ON s.id = b.shift_id
        JOIN activities a ON a.id = s.activity_id
    WHERE l.by_id = :person ORDER BY l.id
"""

_ASKED = """
    SELECT a.title AS activity, u.name AS team, s.starts_at, k.sent_at AS asked_at, k.answer, k.answered_at
    FROM asks k JOIN shifts s ON s.id = k.shift_id JOIN activities a ON a.id = s.activity_id
        JOIN units u ON u.id = a.unit_id
    WHERE k.person_id = :person ORDER BY k.id
"""

_ASKED_HOW_OFTEN = """
    SELECT c.pace AS how_often, c.until AS not_before, c.at AS chosen_at FROM ask_choices c WHERE c.person_id = :person
"""

# The address itself is kept nowhere: it is read under /calendar.
_CALENDARS = "SELECT c.at AS since FROM calendars c WHERE c.person_id = :person ORDER BY c.id"

_WITHOUT_BUDDIES = "SELECT n.at AS since FROM without_buddies n WHERE n.person_id = :person"

_EXAMS = """
    SELECT e.title, u.name AS team, e.starts_at, e.place, COALESCE(NULLIF(k.name, ''), k.code) AS kind, k.levels,
        l.level AS level_from_0, g.state AS entry, g.at AS since, g.admission AS number, g.mark AS mark_in_tenths,
        g.result, decider.name AS decided_by, g.result_at AS decided_at
    FROM exam_entries g JOIN exams e ON e.id = g.exam_id JOIN exam_levels l ON l.id = g.level_id
        JOIN qualification_kinds k ON k.id = e.kind_id JOIN units u ON u.id = e.unit_id
        LEFT JOIN people decider ON decider.id = g.result_by
    WHERE g.person_id = :person ORDER BY e.starts_at, e.id
"""

_TESTS = """
    SELECT a.title AS training, t.at AS began_at, t.ended_at, t.passed,
        (SELECT COUNT(*) FROM quiz_answers w WHERE w.attempt_id = t.id AND w.is_right = 1) AS right_answers,
        (SELECT COUNT(*) FROM quiz_answers w WHERE w.attempt_id = t.id) AS answers_given, t.needed
    FROM quiz_attempts t JOIN activities a ON a.id = t.activity_id WHERE t.person_id = :person ORDER BY t.id
"""

_LISTS = """
    SELECT i.name AS file, u.name AS team, i.state AS standing, i.at AS sent_at
    FROM imports i JOIN units u ON u.id = i.unit_id WHERE i.by_id = :person ORDER BY i.id
"""

_HONOURS = """
    SELECT h.name AS honour, h.day, h.unit_name AS given_by_team, h.note, giver.name AS given_by, h.at AS given_at,
        h.taken_back_at, h.minutes AS minutes_counted
    FROM honours h LEFT JOIN people giver ON giver.id = h.by_id WHERE h.person_id = :person ORDER BY h.day, h.id
"""

_STARS = """
    SELECT m.stars, m.ladder AS hours_of_each, m.at AS told_at FROM star_marks m
    WHERE m.person_id = :person AND m.stars IS NOT NULL
"""

_CENSUSES = """
    SELECT u.name AS team, a.at AS asked_at, a.answered_at, a.reminded AS times_reminded
    FROM census_asks a JOIN censuses c ON c.id = a.census_id JOIN units u ON u.id = c.unit_id
    WHERE a.person_id = :person ORDER BY a.at, a.census_id
"""

_LED = """
    SELECT a.title, a.description, a.place, a.details, u.name AS team, a.state,
        a.off_because AS cancelled_because, a.created_at
    FROM activities a JOIN units u ON u.id = a.unit_id
    WHERE a.leader_id = :person AND a.state IN ('open', 'cancelled') ORDER BY a.created_at, a.id
"""

_JOURNAL = """
    SELECT j.at, j.kind AS what, a.title AS activity, s.starts_at AS shift_starts_at, u.name AS team, j.facts,
        doer.name AS done_by
    FROM journal j LEFT JOIN activities a ON a.id = j.activity_id LEFT JOIN shifts s ON s.id = j.shift_id
        LEFT JOIN units u ON u.id = j.unit_id LEFT JOIN people doer ON doer.id = j.by_id
    WHERE j.person_id = :person ORDER BY j.at, j.id
"""

_MESSAGES = """
    SELECT o.kind AS about, o.facts, o.state, o.created_at, o.done_at FROM outbox o
    WHERE o.person_id = :person ORDER BY o.id
"""

_FORM = """
    SELECT d.form, d.about, d.answers, d.expires_at
    FROM drafts d JOIN people p ON p.telegram_id = d.telegram_id WHERE p.id = :person
"""

SECTIONS: Mapping[str, str] = {
    "person": _PERSON,
    "further_numbers": _NUMBERS,
    "profile": _PROFILE,
    "days_blocked": _BLOCKED,
    "guardians": _GUARDIANS,
    "answers_for": _ANSWERS_FOR,
    "further_teams": _TEAMS,
    "roles": _ROLES,
    "sign_ups": _SIGN_UPS,
    "checked_in": CHECK_INS,
    "codes_shown": CODES_SHOWN,
    "wrong_codes": WRONG_CODES,
    "risks_agreed_to": _CONSENTS,
    "hours": _HOURS,
    "hours_logged": _LOGGED,
    "questions": _ENQUIRIES,
    "qualifications": _QUALIFICATIONS,
    "study": _STUDY,
    "training_results": _RESULTS,
    "ratings": _RATINGS,
    "commendations": _COMMENDATIONS,
    "tests_taken": _TESTS,
    "buddies": _BUDDIES,
    "written_to_buddies": _BUDDY_LINES,
    "without_buddies": _WITHOUT_BUDDIES,
    "asked_to_help": _ASKED,
    "asked_how_often": _ASKED_HOW_OFTEN,
    "exams": _EXAMS,
    "calendar_addresses": _CALENDARS,
    "stars_told": _STARS,
    "honours": _HONOURS,
    "certificates": CERTIFICATES,
    "named_in_certificates": NAMED_IN,
    "lists_sent": _LISTS,
    "asked_by_census": _CENSUSES,
    "appraisals": APPRAISALS,
    "activities_led": _LED,
    "journal": _JOURNAL,
    "messages": _MESSAGES,
    "unfinished_form": _FORM,
}


async def everything_about(reader: Reader, person_id: int, zone: ZoneInfo) -> dict[str, Any]:
    """Section by section, in one hop; instants are written in `zone`, with their offset."""
    answers = await reader.several(*(query(sql, person=person_id) for sql in SECTIONS.values()))
    sections: dict[str, Any] = {
        section: [_readable(row, zone) for row in rows] for section, rows in zip(SECTIONS, answers, strict=True)
    }
    [sections["person"]] = sections["person"]
    return sections


def _readable(row: Row, zone: ZoneInfo) -> dict[str, Any]:
    return {name: readable(name, row[name], zone) for name in row.keys()}  # noqa: SIM118  a row is no dict
