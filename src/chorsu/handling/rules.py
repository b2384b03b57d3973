"""The rule of handling: actors, markings and the decision between them. Pure: no Django, no database."""
