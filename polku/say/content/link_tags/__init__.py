"""Link tags: the parameters (utm_source, …) by which other programs know that a visit came from a campaign.

A *policy* says what they are, with placeholders; the team has one, and a campaign may say something else. At the launch
it becomes the *tags* of a wording, which are put to its links when they are filled in: before they lead by way of us,
never to our own pages, and never to a link that somebody has tagged.
"""
