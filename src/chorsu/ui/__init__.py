"""The kit every page draws on: base page, components, tokens, fonts, basemap. Has no pages and knows no record."""
