"""People's telephones."""
