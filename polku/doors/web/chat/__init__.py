"""The composer of chats: blocks as forms, to any depth.

As with mails, all that is being written stands in the page's form and nowhere else, and every button is a plain submit.
A block holds *slots* (the buttons of a template, the columns of a carousel), a slot holds *items*, an item is a block,
a column, an area or an action. `kinds/` says what can be written into each, `items.py` reads the form, `acts.py`
changes it, `show.py` makes cards of it, `counted.py` says how long a text may be and `preview.py` what a person would
see, which the browser's renderer draws (assets/phone).
"""
