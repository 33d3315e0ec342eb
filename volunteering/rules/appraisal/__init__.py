"""The yearly appraisal: marks, sheets, and who may read and say what of them."""
