"""Media: pictures for mails, uploaded once and shown to whoever was sent their address.

A picture is a file in the data folder under a name that nobody guesses; its row says what it is. Only PNG, JPEG, GIF
and WebP, told by their content and never by what somebody calls them. The one rule: a file is never changed, so
browsers and mail programs may keep it for ever.
"""
