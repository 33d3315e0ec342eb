"""A database, whichever of the two it is: connecting, statements, transactions, tables."""
