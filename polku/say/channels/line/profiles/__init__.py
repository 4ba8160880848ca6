"""What LINE says of people: their name, picture, status and language, of those who follow an account or wrote to it.

Asked for at a pace, once a week at the most and only of those who did something since; kept with the friend, and said
as traits of their identity: `line_name`, `line_picture`, `line_language`; and `name` and `language` where nobody else
has said any, for people call themselves by all sorts of names on LINE.
"""
