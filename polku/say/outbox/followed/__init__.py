"""What became of a cause's messages, looked at once for whoever goes on from there.

An outcome of a block, and a message with a row of its own, is *followed* when somebody has decided what comes after it.
It is marked in the transaction in which they do what they decided: whoever dies in between finds it not marked.
"""
