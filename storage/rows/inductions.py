"""Who has to be inducted: before their first shift, where a unit asks for it (docs/rules.md: Training), or for a role.

Once the kind was taken away nobody can get one, and it is asked for no more; and again once it is put back.
"""

from storage.rows.kinds import INDUCTION_IS_GIVEN
from storage.rows.unit_settings import nearest
from volunteering.rules.qualifications import INDUCTION
from volunteering.rules.unit_settings import ON, UnitSetting


def needs_induction(person: str) -> str:
    """SQL, for a shift `s` of an activity `a` of a unit `u`: whether that person needs the induction first, 1 or 0.

    Where no unit asks for it, the first condition, over a table with few rows, is all that is looked at.
    """
    return f"""
        CASE WHEN {nearest(UnitSetting.INDUCTION, "u")} = '{ON}' AND a.training = 0 AND {INDUCTION_IS_GIVEN}
            AND (
                SELECT COALESCE(SUM(done.participations), 0) + COALESCE(SUM(done.change), 0) FROM entries done
                WHERE done.person_id = {person}
            ) <= 0
            AND NOT EXISTS (
                SELECT 1 FROM qualifications has JOIN qualification_kinds of_kind ON of_kind.id = has.kind_id
                WHERE has.person_id = {person} AND of_kind.code = '{INDUCTION}' AND has.state = 'verified'
                    AND (has.expires_on IS NULL OR has.expires_on >= s.day)
            )
        THEN 1 ELSE 0 END
    """
