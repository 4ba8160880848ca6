"""SQLite for Django, with turns for those who write."""
