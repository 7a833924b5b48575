"""What is true of the casework without a screen or a file."""
