"""What can be typed behind `python -m bot`: a file for each kind of command."""
