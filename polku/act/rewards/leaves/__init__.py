"""Conditions of rules about rewards: what somebody has, has used, how much is left, and on which rank they stand.

Asked of the events of the ledger, which the log keeps: every movement is one, so what they add up to is what the ledger
says, of everybody in the columns and of a few in small copies. Only what polku itself has appended counts.
"""

from polku.act.rewards.leaves import balance, has_reward, rank, used_reward  # noqa: F401 - they bring their leaves
