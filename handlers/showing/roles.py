"""The roles of a shift, as sentences."""

from markupsafe import Markup

from volunteering.rules.roles import MOST_ROLES, NameTooLong, NoName, SameName, TooManyRoles
from words.words import Words

AgainstRoles = TooManyRoles | SameName | NoName | NameTooLong


def against_roles(words: Words, reason: AgainstRoles) -> Markup:
    """Why a shift cannot have such roles."""
    match reason:
        case TooManyRoles():
            return words.many("A shift can have {number} role.", "A shift can have {number} roles at most.", MOST_ROLES)
        case SameName(name=name):
            return words.say("Two roles are called “{name}”. Please give each a name of its own.", name=name)
        case NoName():
            return words.say("A role has no name. For example: 8 helpers, 2 first aid")
        case NameTooLong(name=name):
            return words.say("“{name}” is too long for a button. Please call the role something shorter.", name=name)
