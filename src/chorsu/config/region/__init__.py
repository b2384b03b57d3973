"""The example region: invented seizures of invented agencies, handed in through the same intake as everything else.

Owns the tables it makes up, their replay, the invented returns and the invented news. Everything it makes is marked as
synthetic; it runs on the embedded database alone.
"""
