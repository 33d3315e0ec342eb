"""What people see and say, whatever they chat in (decision 31)."""
