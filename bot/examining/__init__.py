"""What `doctor` looks at: everything a city needs to be served, without touching any of it."""
