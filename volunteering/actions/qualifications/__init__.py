"""What people are qualified for."""
