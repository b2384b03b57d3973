"""When an answer is due: rules by urgency, working calendars, pauses and extensions. Pure: no Django, no database."""
