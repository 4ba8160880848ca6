"""Chat: what is said in a messenger, as a row of blocks; a platform's own message objects are made from it.

`actions.py` says what a press can do, `parts.py` and `blocks.py` what pieces there are, `read.py` takes them from JSON
and gives them back, `runs.py` tells which blocks become one card, `check.py` looks a chat over, `plain.py` says it in
words, `mails.py` turns it into a mail and a mail into it, `lengths.py` counts as platforms count, `examples.py` has
layouts to begin with. What only one platform knows (its limits, its JSON) stands in that channel's folder.

The one rule: a text is words wherever it goes. What a name holds is never read as a merge field, a placeholder or JSON.
"""
