"""The catalog: products, prices, stock: what is sold.

A product is known by its key, as the shop calls it. What is said of it takes the place of what was said before; one
that is removed can be had back. Prices are whole numbers of the smallest unit.
"""
