"""Words: whole sentences in the reader's language, and times, lengths and numbers as people there write them."""
