"""What a browser would send of a form, read from the page as it is."""

from html.parser import HTMLParser


def sent(page: str, *, field: str = "title") -> dict[str, list[str]]:
    """Of the one form in which there is this field."""
    reader = _Reader()
    reader.feed(page)
    (found,) = (form for form in reader.forms if field in form)
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._select = self._area = ""
        self._chosen: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and name and given.get("type") != "file":
            is_tick = given.get("type") in ("checkbox", "radio")
            if not is_tick or "checked" in given:
                self._send(name, value)
        elif tag == "select":
            self._select, self._chosen = name, None
        elif tag == "option" and self._select and ("selected" in given or self._chosen is None):
            self._chosen = value
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self._send(self._select, self._chosen or "")
            self._select = ""
        elif tag == "textarea" and self._area:
            self._send(self._area, self._text)
            self._area = ""

    def _send(self, name: str, value: str) -> None:
        if self.forms and name:
            self.forms[-1].setdefault(name, []).append(value)
