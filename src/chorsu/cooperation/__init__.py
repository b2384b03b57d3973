"""Acting together: the plan of main events, recommendations followed up, the library of instruments.

Owns events of cooperation with their delegations, recommendations, instruments and the clashes of a plan. Posts of
persons are the directory's, stated figures are returns. Has no pages.
"""
