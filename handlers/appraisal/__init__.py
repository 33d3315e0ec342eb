"""The yearly appraisal: saying of oneself, appraising others, and opening and closing it."""
