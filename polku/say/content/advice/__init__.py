"""Advice: what may keep a message from being read, by people or by the filters before them, though it can be sent.

Each *finding* has a code that stays, what it is about, a sentence and its place. Nothing here blocks anything, asks a
database or goes over the network: what is written goes in, findings come out.
"""
