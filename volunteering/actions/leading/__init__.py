"""What leaders do with activities."""
