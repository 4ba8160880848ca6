"""The page on which staff serve whoever stands at the till, and what its script asks for."""
