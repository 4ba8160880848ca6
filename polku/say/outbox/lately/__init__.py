"""What people got lately, with rows of its own or packed, and what is on its way to them: looked up for a whole block.

What somebody else has in hand may be leaving this moment. So the order of looks is: where blocks stand, what became of
them, rows. Whatever moves on between two looks is then seen twice rather than never.
"""
