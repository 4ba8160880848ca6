"""Sign-in at the company's own provider (OpenID Connect): authorization code with PKCE, state and nonce.

`provider.py` is what the owner has set up, `discovery.py` what the provider says of itself, `code.py` the way there and
back, `tokens.py` the proof that comes back, `people.py` the member it is about. Nothing is believed that is not signed
with a key that the provider publishes.
"""
