"""Paper: the built-in channel that sends nothing. A page shows what each person would have got."""
