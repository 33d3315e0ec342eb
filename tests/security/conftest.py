"""What the security tests can ask for: the same small organisation, and people who chat with it."""

from tests.handlers.conftest import chat, city

__all__ = ["chat", "city"]
