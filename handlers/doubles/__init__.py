"""People who are known twice: made one and two again, and records that a second account claims."""
