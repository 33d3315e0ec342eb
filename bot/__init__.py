"""The process: builds the parts, starts and stops them. Nobody imports it."""
