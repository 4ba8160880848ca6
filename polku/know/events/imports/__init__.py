"""Imports: files of people and orders become events in the log. What cannot be read is handed back with its reason."""
