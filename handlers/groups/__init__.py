"""Groups that a team is bound to: binding one, and the cards that people sign up from there."""
