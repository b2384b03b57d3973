"""The one schema of a reported seizure: drives the form, the sheet to fill in, and later the API. Pure.

`fields` says what may be told, in which section, how it is called and explained; `lists` what can be chosen;
`values.values_from` checks and normalises what was given. Must know neither Django nor a database.
"""
