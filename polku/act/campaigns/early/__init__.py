"""The audience of a planned campaign, taken when it is planned and kept until it goes, where somebody has chosen so.

Who is found is kept as an arm (say/arms); the draw at the launch is made of them. A row is a wish until it is found.
"""
