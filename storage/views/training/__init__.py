"""What screens of trainings read: somebody's file, what is on, results, who falls short."""
