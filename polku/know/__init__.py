"""What we know: who people are and what they did."""
