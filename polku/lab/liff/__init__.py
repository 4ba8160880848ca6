"""A stand-in for LIFF: pages that open inside LINE and may ask who is looking.

`/liff/{id}` on a phone opens the app's page with tokens in the fragment, as LIFF does; `/liff/sdk.js` there answers
`liff.init`, `liff.getIDToken`, `liff.getProfile`, `liff.closeWindow` from them. ID tokens are signed by the lab and
checked by its `POST /oauth2/v2.1/verify`. Apps are registered by `POST /lab/liff`.
"""
