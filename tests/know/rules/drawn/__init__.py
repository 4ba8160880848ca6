"""Rules and people drawn by chance. One file a leaf; each adds its strategy to `rules.LEAVES`."""
