"""The intake: events from shops and apps, over Segment's HTTP tracking API. Plain ASGI, no ORM."""
