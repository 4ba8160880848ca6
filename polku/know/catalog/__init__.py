"""The catalog: products, prices, stock: what is sold."""
