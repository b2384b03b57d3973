"""How often look-ups are made: counted by officer and authority, so that nobody walks a range of numbers."""
