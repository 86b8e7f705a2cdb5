"""How long things take beside something else, measured in one run: `make bench`.

Seconds are those of the machine at hand; what can be compared between machines are the ratios.
"""
