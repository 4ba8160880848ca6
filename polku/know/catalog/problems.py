"""What can be wrong with a product."""


class CatalogError(ValueError):
    """A sentence for people, and the field that it is about."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field
