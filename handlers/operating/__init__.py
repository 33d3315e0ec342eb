"""What whoever runs Yigong is told."""
