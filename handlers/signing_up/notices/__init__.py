"""Told about places in shifts: reminders, about one's own and who comes, and about what was moved."""

from handlers.noticing.writing import Notices
from handlers.signing_up.notices import confirming, places, reminding

notices = Notices()
for module in (reminding, places, confirming):
    notices.include(module.notices)
