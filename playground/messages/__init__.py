"""Messages and what belongs to them, as Telegram takes and keeps them."""
