"""How fast the messages of one cause may leave: a bucket each, in a row that all workers share.

A bucket fills at the cause's pace. It is emptied in gulps of two seconds' worth, or one message, so that slices do not
become countless; what nobody has taken for three seconds is lost. So in any time no more leaves than the pace allows
and five seconds' worth on top. It counts whoever is taken in hand, also those who are held then: a campaign that is
spread over four hours takes four hours. Asked before the claim: whoever has to wait is not touched.
"""
