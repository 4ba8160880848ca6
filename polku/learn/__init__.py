"""What came of it: one question a file."""
