"""Verification of notes: their quotations and figures, looked for in the sources they cite.

A note is read once (`note_reader`), its claims are what stands in quotation marks, in block quotes that
cite, and its figures (`claims`); `verify_note` goes through the sources and says of each claim what they
have of it. Figures and articles are handed in: this package finds none and reads no file.
"""
