"""Who answers for somebody under age: the link, the consent, withdrawing it."""
