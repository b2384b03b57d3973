"""Standing exchange commitments: what one authority promised to send another regularly, and what came of it."""
