"""The composer of mails: blocks as forms.

All that is being written stands in the page's form and nowhere else: `items.py` reads it, `actions.py` changes it
(adding, moving, taking away and bringing back), `show.py` makes the cards of it, `preview.py` the mail as somebody
would get it, which `frame.py` serves to a frame that may run nothing. The one rule: every button is a plain submit,
htmx only saves the reload.
"""
