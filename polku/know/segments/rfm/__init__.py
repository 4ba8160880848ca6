"""RFM: how recently, how often and for how much somebody has bought, each as a score from 1 to 5 among all customers.

A score is the fifth of the customers to which a person belongs: 5 the most recent, the most frequent, those who spent
most. Scores are made at the beginning of each of the team's days and stand still until the next, so that nobody changes
class because somebody else has bought. Ties share their average rank: score = ceil(5 × rank / customers).
"""
