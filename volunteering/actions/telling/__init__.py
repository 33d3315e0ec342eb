"""Who has to be told: what every capability's actions end with."""
