"""What every part of the process stands on: settings, clock, faults, log lines."""
