"""What asking and answering look like."""
