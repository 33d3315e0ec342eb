"""How qualifications look to whose they are, to who verifies them, and to who keeps the kinds."""
