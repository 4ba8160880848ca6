"""Natives: a campaign's message as it is said on another channel, or in another language.

A native is a message of its own, written like a variant's (`Campaign.variant_of`), and belongs to the campaign's own
message or to one of its variants: its number is theirs plus ten for each native. It stands for one pair of channel and
language; "" is everybody who reads none of the languages that there are. Who gets which is decided when the audience is
frozen (choose.py), and by `Campaign.several` (several.py). The one rule: one person, one channel, one message; a second
one only where somebody asked for it, on another channel, to whoever has not reacted (fallback/).
"""
