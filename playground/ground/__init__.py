"""What all of the playground stands on."""
