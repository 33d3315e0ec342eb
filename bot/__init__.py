"""The process: builds the parts, starts and stops them. Nobody imports it."""

import os

# PTB's own switch: without it every look at `retry_after` warns that an int will become a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")
