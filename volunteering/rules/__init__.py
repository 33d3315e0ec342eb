"""Models with the rules that need nothing but them, one file a capability."""
