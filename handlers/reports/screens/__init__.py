"""How totals look."""
