"""What screens of exams read: what is on for somebody, and who is in what they hold."""
