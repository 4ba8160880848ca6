"""The pages of rewards: programs listed, written, begun and ended, and what came of each.

Every kind of program has a room of its own here, which `kinds.py` names: its form, and what its terms promise in words.
"""
