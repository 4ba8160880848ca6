"""A strict reader of HTML: every tag closed in its order, and what of it could do something."""

from html.parser import HTMLParser

VOID = {"meta", "br", "img", "hr", "link"}
KNOWN = {
    "html", "head", "title", "style", "body", "div", "table", "tbody", "tr", "td",
    "p", "h1", "h2", "a", "ul", "ol", "li", "strong", "em",
} | VOID  # fmt: skip


class Reading(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.words, self.links, self.pictures = [], [], [], [], []
        self.feed(html)
        self.close()
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in KNOWN:
            self.faults.append(f"<{tag}>")
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "srcdoc"]
        if tag == "p" and "p" in self.open:
            self.faults.append("<p> in <p>")
        if tag == "a":
            self.links.append(given["href"])
        if tag == "img":
            self.pictures.append((given["src"], given["alt"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        if not {"style", "title"} & set(self.open):
            self.words.append(data)

    @property
    def words_apart(self):
        found = (words.replace("\u034f\u200c\u00a0", "").strip(" \n\u00a0\u200a") for words in self.words)
        return [words for words in found if words]
