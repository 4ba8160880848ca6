"""How members come in: invitations, passwords, second factors, sign-ins, and the company's own sign-in (OpenID)."""
