"""What people learn: trainings held, their results, and everybody's training file."""
