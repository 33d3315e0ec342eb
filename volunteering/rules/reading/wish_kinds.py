"""What people want who type instead of tapping."""

from enum import StrEnum


class Wish(StrEnum):
    """What somebody wants, in a word."""

    ACTIVITIES = "activities"
    WEEKEND = "weekend"
    THIS_WEEK = "this_week"
    MY_SHIFTS = "my_shifts"
    CHECK_IN = "check_in"  # or out
    CALENDAR = "calendar"  # of one's own
    MY_ROLE = "my_role"  # in a shift, to be changed
    MY_ACTIVITIES = "my_activities"  # that one leads, or takes part in
    MY_HOURS = "my_hours"
    LOG_HOURS = "log_hours"
    PROFILE = "profile"
    ABOUT_ME = "about_me"
    GUARDIAN = "guardian"
    MY_CONSENT = "my_consent"  # that I gave for somebody under age
    QUALIFICATIONS = "qualifications"
    TRAINING = "training"
    HOLD_TRAINING = "hold_training"
    INDUCTION = "induction"  # the next one
    EXAMS = "exams"
    CERTIFICATE = "certificate"  # of service
    CHECK = "check"  # a certificate of anybody's
    VERIFY = "verify"  # those of others
    RATE = "rate"  # a shift
    COMMEND = "commend"  # somebody
    GIVE_HONOUR = "give_honour"
    HONOURS = "honours"  # of one's own
    MY_RECORD = "my_record"
    BUDDIES = "buddies"
    MY_TEAMS = "my_teams"
    ASK_LEADER = "ask_leader"
    QUESTIONS = "questions"  # that were asked of one, or by one
    MY_QUESTIONS = "my_questions"
    GREET = "greet"  # or thank
    HOME = "home"
    ANSWER = "answer"  # what one was asked: whether one comes, takes a place, helps out
    YES = "yes"  # the same, if anything was asked; else it is a word among others
    CANNOT_COME = "cannot_come"  # to the shift of a day or with a title, where that is said
    LEAVE = "leave"  # a shift, a team, or for good
    STOP = "stop"  # with what one is in
    LOOK_FOR = "look_for"  # something to sign up for
    HELP = "help"
    LANGUAGE = "language"
    PRIVACY = "privacy"
    POST = "post"
    GROUPS = "groups"  # on Telegram, of the teams that one leads
    MANAGE = "manage"
    DECIDE = "decide"
    TOTALS = "totals"
    QUALITY = "quality"
    CENSUS = "census"
    APPRAISAL = "appraisal"
    WHY_NOT = "why_not"  # why somebody can't sign up
    PEOPLE = "people"
    TEAMS = "teams"
