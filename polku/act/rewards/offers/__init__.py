"""Members' offers: something that only some may see, or see earlier than others, often with few places.

    asked ──► taken ──► given back
      │         ▲
      └──► waiting (or missed)

Places are given to whoever comes first, or drawn among those who have asked. Either way each is counted in the
statement that looks whether there is one, so there are never more than there are.
"""
