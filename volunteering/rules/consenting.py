"""Agreeing to a bodily risk before a place or a number is given (docs/rules.md: Risk)."""

from volunteering.rules.ground.model import Model
from volunteering.rules.risk import Risk
from volunteering.rules.signing_up import Facts


class ToAgree(Model):
    """Nothing is done yet: it is to be read and agreed to first."""

    facts: Facts
    risk: Risk
    outdated: bool = False  # they agreed to what was stated before


def to_agree(facts: Facts, checksum: str) -> ToAgree | None:
    """What somebody has to agree to, who agreed to what `checksum` is of (`Risk.checksum`); empty: to nothing yet.

    None where they agreed to it, now or before, or there is no risk.
    """
    risk = facts.activity.risk
    if risk is None or facts.agreed or risk.checksum == checksum:
        return None
    return ToAgree(facts=facts, risk=risk, outdated=bool(checksum))
