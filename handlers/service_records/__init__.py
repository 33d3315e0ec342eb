"""Service records as a file, for authorities and for moving on."""
