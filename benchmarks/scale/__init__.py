"""What a hundred cities and a whole country would need, from what one synthetic city needs (docs/scale.md)."""
