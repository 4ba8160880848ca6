"""What a chat (say/content/chat) is on LINE: message objects, limits, and what LINE will not take.

`native.py` makes LINE's JSON once for each wording, with holes where facts of people go; `messages.py` and the files it
names set block by block, `holes.py` says what may stand in a hole and what is checked when it is filled. `check.py`
looks a chat over before it is sent: by setting it, so that what is checked is what is sent.

The one rule: whatever is filled in is JSON-encoded there and then, and measured there and then. Who gets a text that is
too long gets nothing, with a reason; all others get theirs.
"""
