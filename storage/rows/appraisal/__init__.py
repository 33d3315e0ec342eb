"""Rows of the yearly appraisal: its sheets, and the figures beside them."""

from storage.rows.appraisal.sheets import AppraisalRows

__all__ = ["AppraisalRows"]
