"""What is mounted into a container."""
