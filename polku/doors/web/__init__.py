"""The pages that the team uses. A view gathers and hands over; it decides nothing."""
