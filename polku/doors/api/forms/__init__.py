"""What goes in and out, as programs see it: one file a subject, each field with its meaning and an example."""
