"""Reports on who the people of a unit are, what of them is shown, and asking for what is missing."""
