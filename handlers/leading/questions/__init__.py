"""What leaders are asked: about activities, about their shifts, and why something is cancelled."""
