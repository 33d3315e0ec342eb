"""How profiles look: to oneself, and to leaders."""
