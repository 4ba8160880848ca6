"""Numbers and money as the reader's language writes them: on pages as everywhere."""

from polku.kit.amounts import money, number, percent

__all__ = ["money", "number", "percent"]
