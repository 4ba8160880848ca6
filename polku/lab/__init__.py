"""The virtual world: platforms, phones, shoppers. It talks to polku only over HTTP."""
