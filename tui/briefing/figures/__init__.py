"""Figures: every number a reader would quote, with its value, unit, bound, direction and dates.

Text becomes tokens (`lexer`), tokens become numbers (`numerals`), ordered rules turn numbers
and calendar words into drafts (`rules`), drafts are joined to ranges and lent units
(`ranges`, `ellipsis`), overlaps are resolved (`resolve`), and each survivor is told its bound,
direction and subject (`qualifiers`, `trend`, `subject`). `extract` runs it all.
"""
