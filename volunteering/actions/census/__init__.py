"""What is done about a census: drawing up its reports, asking people, and taking their answers."""
