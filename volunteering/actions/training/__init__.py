"""What people learn: trainings held, and what came of them."""
