"""A place for what each subject keeps."""

from typing import Any, TypeVar

Shelf = TypeVar("Shelf")


class Shelves:
    """`shelf(Kind)`: what one subject keeps here (rich menus, audiences…), made when it is first asked for."""

    def __init__(self) -> None:
        self._shelves: dict[type[Any], Any] = {}

    def shelf(self, kind: type[Shelf]) -> Shelf:
        if kind not in self._shelves:
            self._shelves[kind] = kind()
        shelf: Shelf = self._shelves[kind]
        return shelf
