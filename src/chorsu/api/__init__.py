"""The machine door: what programs ask and do by a token, as JSON; the same rules, rows and trail as the pages."""
