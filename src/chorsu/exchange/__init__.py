"""The exchange between authorities: messages of the field, and answers with deadlines.

Owns messages with their threads, the delivery of each to each addressee, deadlines, reminders and escalations. Has no
pages. An addressee is told of nobody else to whom a message went.
"""
