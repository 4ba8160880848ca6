"""A small made-up shop: purchases for when the demo's data package is not installed."""

import random
from typing import Any

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
GOODS = (
    ("coffee-beans", "Coffee beans 500 g", "Coffee", 1290),
    ("filter-coffee", "Filter coffee", "Coffee", 320),
    ("cinnamon-roll", "Cinnamon roll", "Bakery", 390),
    ("rye-bread", "Rye bread", "Bakery", 450),
    ("matcha", "Matcha 30 g", "Tea", 1850),
    ("sencha", "Sencha 100 g", "Tea", 980),
    ("mug", "Stoneware mug", "Table", 2400),
    ("honey", "Forest honey", "Pantry", 890),
    ("oat-milk", "Oat drink", "Dairy", 249),
    ("chocolate", "Dark chocolate 70 %", "Sweets", 420),
)


def purchases(people: int, *, last_ms: int, days: int = 365) -> dict[str, list[Any]]:
    """Columns of a made-up year of purchases, one line a product; some people come often, many seldom."""
    columns: dict[str, list[Any]] = {
        name: [] for name in ("order", "person", "at", "sku", "name", "category", "pieces", "amount")
    }
    number = 0
    for customer in range(1, people + 1):
        dice = random.Random(f"purchases {customer}")
        for _ in range(1 + min(80, int(dice.paretovariate(1.1)))):
            number += 1
            at_ms = last_ms - int(dice.random() * days) * DAY_MS - dice.randrange(12) * HOUR_MS
            for sku, name, category, price in dice.sample(GOODS, dice.randint(1, 4)):
                pieces = dice.choice((1, 1, 1, 2, 3))
                row = (f"D{number:06}", str(customer), at_ms, sku, name, category, pieces, price * pieces / 100)
                for column, value in zip(columns.values(), row, strict=True):
                    column.append(value)
    return columns
