"""Teams: the members who sign in, their roles, and the keys that programs use. One installation serves one team."""
