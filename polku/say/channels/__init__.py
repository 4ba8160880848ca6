"""Channels: how a message leaves the house. One folder a channel; copy paper/ to begin a new one.

A channel is a folder: `channel.py` with a `CHANNEL` that keeps the protocol in the `channel.py` beside this file,
`models.py` if it needs tables of its own, and its tests. Nothing is registered: the folder is the registration.

1. Copy `paper/`, give `CHANNEL` its name (the folder's, a word that is kept for good) and its title.
2. `address_of` says where a person is reached, or None: the message is then held, with the reason.
3. `send` hands over up to `batch` letters and returns one outcome for each, in their order. It raises nothing that it
   can name: a refusal is `Failed`, an answer that never came `Unknown`. What it does raise is `Unknown` for all.
4. Say honestly what the platform can do: `has_idempotency_key` only where it drops a repeated `Letter.key` by itself.
   Then a crash ends in exactly one delivery; without it nothing is ever sent again that might have arrived.
5. `content` decides what a marketer writes for it, `is_opt_out` whom it may reach without having been asked.
6. `has_address` says the same as `address_of` once more for rules, which ask it of everybody at once.

A platform on which a shop has several accounts has `accounts()`, `ended()` and `TITLE` instead of `CHANNEL`: a channel
for each, named `{folder}:{account}`, and the same object as long as the account's settings are the same.

The one rule: a channel knows nothing of campaigns, people's history or the outbox. It is handed letters.
"""
