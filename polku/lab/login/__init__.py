"""LINE Login: the page where somebody agrees, the code that it gives, the tokens for that code; and LIFF apps by API.

Whoever opens the page in a browser says which of the lab's people they are; within a phone's in-app browser it is
that phone's owner.
"""
