"""LINE in the settings: accounts and how they are, where friends come from, what greets them, menus, statistics."""
