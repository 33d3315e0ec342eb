"""The playground as `make run` opens it."""
