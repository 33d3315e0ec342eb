"""Rows of examinations: what was announced, and who is in it with number, mark and result."""

from storage.rows.exams.announced import ExamRows, owe_if_exam_changed_since

__all__ = ["ExamRows", "owe_if_exam_changed_since"]
