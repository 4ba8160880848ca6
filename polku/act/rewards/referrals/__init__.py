"""Referrals: somebody brings a friend along, and both get something once the friend has really bought.

    link ──► invited ──► known ──► bought ──► waiting ──► rewarded
                            (refused, or held until a person has looked, at any of these steps)

What state a friend is in is computed from the facts (`judge.py`): who they are now, what they have bought and sent
back. Asked again it is the same, in whatever order the facts came. Only the reward is given for good.
"""
