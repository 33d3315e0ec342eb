"""The figures of a month or a year, and what makes them."""
