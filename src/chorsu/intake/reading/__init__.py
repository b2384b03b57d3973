"""Reading of text: press notes, letters and pages become values, each with its words. Pure: no Django.

The way of a text: `views.View` (the text as rules see it, with a way back to every character) → `sentences` → the
finders, one module a kind of value, each `finder(view, setting) -> list[Value[...]]` → the assemblers (`seizures`,
`events`) → `answer`, the file format of `chorsu read`. Rules are code; words are data:
`lexicons/<language>/<table>.tsv`, every row with its source.

Two laws. A value's quote is its text: `text[value.start:value.end] == value.quote`, whatever the text. And reading
never raises: what cannot be read is left out, or kept as written with a low confidence.
"""
