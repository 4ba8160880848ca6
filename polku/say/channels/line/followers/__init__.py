"""The ids of all followers, asked of LINE page by page: for accounts that had friends before polku came.

LINE gives them to verified and premium accounts only, and leaves out who has not agreed. One row (`LineFollowerImport`)
is one wish and its progress; whoever finds it goes on where it stands. Who is found is a friend as of that moment:
whatever they did later decides.
"""
