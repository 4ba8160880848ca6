"""Reports: a question asked of what is known, answered when the page is opened."""
