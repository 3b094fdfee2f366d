"""How fast the bot is beside bare library code and beside other clients: `make bench`.

Every benchmark lets candidates do the same work against the same local server, in processes of
their own: the server on one core, one candidate at a time on the other. A round measures every
candidate once, in shuffled order; ratios are taken inside a round, and their median counts.
"""
