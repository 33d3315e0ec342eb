"""Honours: the stars that people reach, and what admins give."""
