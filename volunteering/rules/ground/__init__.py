"""What all rules stand on: text, time, the numbers an organisation chooses."""
