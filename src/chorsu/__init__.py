"""Chorsu: data bank and exchange of a regional information and coordination centre."""
