"""Screens of the tests of trainings."""
