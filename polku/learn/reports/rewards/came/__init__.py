"""Through which channel something came to people, and through which it was used; who gave it stands beside."""
