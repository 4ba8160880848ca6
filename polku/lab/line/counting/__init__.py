"""What is counted: messages against the month's quota, and deliveries by day and by name."""
