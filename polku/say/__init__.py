"""What we tell people, and how it gets there."""
