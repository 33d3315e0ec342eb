"""How it looks what roles ask for."""
