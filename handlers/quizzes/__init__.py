"""Tests of trainings: made by leaders, taken on the phone, marked at once."""
