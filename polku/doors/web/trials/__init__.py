"""Pages of trials: a campaign's versions, how they are tried, and what came of each."""
