"""Points on the pages of rewards."""
