"""Messages of the field: written, released by a second person where asked, sent, answered, recalled.

Owns the message and, for each addressee, its delivery with the deadline. Whom else a message reached is in the row of
no message, so that no addressee finds it.
"""
