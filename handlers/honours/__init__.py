"""Honours: the stars that people are told of, and what admins give."""
