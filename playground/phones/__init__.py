"""People's telephones: what they do, and what they see."""
