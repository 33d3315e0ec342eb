"""Screens of trainings, and the lines that they share with notices."""
