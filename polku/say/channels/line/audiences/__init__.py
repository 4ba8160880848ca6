"""Audiences: people of a segment, by name at LINE, for sends of LINE's own kind and for LINE's manager.

Nobody can be taken out of an audience that was uploaded. So every sync makes a *new* one, under a name that begins with
what is ours alone (`polku:KEY:RUN`), waits until LINE is ready with it, and only then removes the one before. The row
says what it is about to do before it is done; whatever LINE has under our name beside that is removed.
"""
