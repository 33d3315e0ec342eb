"""What people say of themselves, and what their leaders see of it."""
