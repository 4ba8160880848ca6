"""A report on paper: A4, drawn with what draws posters, in the reader's language."""
