"""The pages of the exchange: the desk with what waits, threads, writing, statistics by pair of authorities."""
