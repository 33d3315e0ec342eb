"""How certificates look: to whose they are, to whoever asks, to admins, and as a paper."""
