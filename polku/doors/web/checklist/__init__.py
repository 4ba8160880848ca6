"""The final checklist on the launch page, and looking at the links of a message."""
