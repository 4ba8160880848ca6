"""The kit: tools that know nothing of polku. Nothing in here imports from another floor."""
