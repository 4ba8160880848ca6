"""Phones that one can look at: what customers see and do, in a browser, at `/phones`.

Pages are plain HTML; a chat is drawn by `assets/phone`, the renderer that polku's composer uses too, and goes on by
itself (`assets/lab`). Whatever is done here goes through `polku/lab/line/friend_does.py`, as by a friend's own finger.

The one rule: a page shows what the platform knows of this one person, and nothing that only the account's side knows.
"""
