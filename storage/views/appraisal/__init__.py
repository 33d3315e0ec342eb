"""The yearly appraisal on screens: one's own sheets, those to appraise, how far one is, and a sheet."""
