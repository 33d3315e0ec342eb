"""What is shown of the yearly appraisal."""
