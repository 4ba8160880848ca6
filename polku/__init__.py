"""polku: know your customers, speak to them, act at the right moment, learn what came of it."""
