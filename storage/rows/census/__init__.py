"""Rows of a census: what is counted, the reports drawn up from it, and who is asked."""

from storage.rows.census.asking import CensusRows

__all__ = ["CensusRows"]
