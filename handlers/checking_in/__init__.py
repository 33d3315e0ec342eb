"""Being there: the code that leaders show, and checking in and out by it."""
