"""Whom a narrowcast reaches: audiences, attributes that LINE believes people to have, and floors of privacy."""
