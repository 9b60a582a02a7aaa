"""What a block is: one small rule a module, each from a list of blocks to the same list, better known.

A rule decides only what no earlier rule has decided, so the certain ones stand first; what no rule
claims is a paragraph. `briefing.reading.passage_rules` holds their order.
"""
