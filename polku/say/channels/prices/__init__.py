"""What one message costs: as the team has named it, by kind of channel, or by the plan of a LINE account."""
