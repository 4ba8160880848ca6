"""Who brought whom, over however many steps."""
