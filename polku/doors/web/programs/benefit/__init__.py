"""Benefits on the pages of rewards: for the tenth purchase, a birthday, a year."""
