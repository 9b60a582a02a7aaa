"""The briefing sheet: what the lines of a ledger come to, in the words and numbers of their texts.

Lines, figures and topics are handed in as values; nothing is read or found here.
"""
