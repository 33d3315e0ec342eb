"""The census: a report on who the people of a unit are, and asking everybody for what is missing."""
