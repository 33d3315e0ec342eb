"""Rows of examinations: what was announced, and who is in it with number, mark and result."""

from storage.rows.exams.announced import ExamRows, owe_if_exam_changed_since
from storage.rows.exams.numbered import ExamEntryRows

__all__ = ["ExamEntryRows", "ExamRows", "owe_if_exam_changed_since"]
