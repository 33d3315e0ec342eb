"""A tap and a screen: the edge to the messenger."""
