"""The pages of the catalog: products listed, edited, removed and had back, and files of them taken over."""
