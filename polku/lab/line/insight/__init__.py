"""Statistics as LINE tells them: a day late, for two weeks, and hidden where too few people stand behind a number."""
