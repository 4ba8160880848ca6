"""Which channel somebody answers on: what they were sent there in half a year, and to how much of it they answered."""
