"""Blocks: an e-mail as a row of pieces, from which its HTML and its text are made.

`blocks.py` says what pieces there are, `read.py` takes them from JSON and gives them back, `marks.py` reads the simple
formatting of texts, `layout.py` sets the pieces in MJML, `mail.py` puts it all together once and fills it in for each
person, `check.py` looks it over, `examples.py` has layouts to begin with.

What people wrote never reaches the MJML: there stand numbered holes, which are filled after the HTML has been made. All
that comes from people, writers' text and strangers' facts alike, is escaped where it goes into the HTML, without
exception; an address is kept only if it is a harmless one. The one rule: no name and no text can become markup.
"""
