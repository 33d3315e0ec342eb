"""The playground over HTTP: the Bot API, and the page with the phones."""
