"""Told about places in shifts: reminders, about one's own and who comes, about what is offered and what was moved."""

from handlers.noticing.writing import Notices
from handlers.signing_up.notices import confirming, offers, places, reminding

notices = Notices()
for module in (reminding, places, offers, confirming):
    notices.include(module.notices)
