"""How what is about volunteers looks."""
