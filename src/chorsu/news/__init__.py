"""The public site: a process and a database role of its own. Reads published news, writes votes, nothing else."""
