"""Being a volunteer, and what admins do for volunteers."""
