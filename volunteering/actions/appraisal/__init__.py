"""What is done about the yearly appraisal: opening and closing it, saying of oneself, and appraising others."""
