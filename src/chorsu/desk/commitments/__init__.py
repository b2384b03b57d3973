"""Standing exchange commitments, as pages of the exchange."""
