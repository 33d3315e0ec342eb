"""Faults that would hurt, placed one at a time: which test notices? (docs/mutation.md)."""
