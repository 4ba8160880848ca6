"""The pages of stores: where they are and when they are open."""
