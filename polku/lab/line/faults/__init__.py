"""What goes wrong on demand: latency, errors, cut connections, answers that never come; for a while or for some."""
