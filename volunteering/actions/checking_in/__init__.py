"""Being there: the code that leaders show, and who came and went by it."""
