"""Setting an account up, and how it is: what LINE says of it, and what only a person can switch in LINE's manager."""
