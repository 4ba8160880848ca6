"""LINE: a shop's official accounts, several side by side.

An *account* is a row (`LineAccount`) and a channel of its own, `line:{name}`; who uses it is a *friend*. What customers
do comes in at `/hook/line/{name}` and goes into the log as events of the identity (`line`, user id); what we say goes
out in *calls*, whose retry keys and bodies are written down before the first attempt. Limits and prices stand in
`limits.toml`, each with its source and the day on which it was checked.

The one rule: nothing is sent twice and nothing is sent blindly again. A call is repeated with the key and the bytes
that it had, for less than a day; after that what became of it is unknown, and a person decides.
"""
