"""Records that nobody may need any more: whether they are to be kept."""
