"""What service records say: those of a unit as a file, and one person's as a paper."""
