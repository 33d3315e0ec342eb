"""Bringing people along: a list of before becomes people who are expected, and hours that are carried over.

docs/rules.md: People brought along.
"""
