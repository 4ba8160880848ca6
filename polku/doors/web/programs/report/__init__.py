"""Pages: a program's report, and the people behind each of its numbers."""
