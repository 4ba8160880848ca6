"""Webhooks: the events that LINE would send (`event.py`), and the postman who carries them, also badly on demand."""
