"""Pictures, videos, voice messages and files that people send: fetched at once, for LINE keeps them for a while only.

A row (`LineMedia`) is one of them and the job to fetch it. The files lie in the data folder under names that nobody can
guess, and are shown to members who may see people; they are never public, and gone when their sender takes them back.
"""
