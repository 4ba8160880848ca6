"""What composers have in common, whatever is written with them: pieces in the page's form, and moving them about."""
