"""Who agreed to the bodily risk of an activity: a consent is to a text (docs/rules.md: Risk)."""


def agreed(person: str, activity: str) -> str:
    """SQL for 1 where a person, by number, agreed to what an activity says now, or nothing is to be agreed to; else 0.

    Of an activity without a risk no consent is looked for.
    """
    return f"""
        CASE WHEN {activity}.risk = '' OR EXISTS (
            SELECT 1 FROM risk_consents r
            WHERE r.person_id = {person} AND r.activity_id = {activity}.id AND r.risk = {activity}.risk
        ) THEN 1 ELSE 0 END
    """
