"""Newcomers and those who look out for them."""
