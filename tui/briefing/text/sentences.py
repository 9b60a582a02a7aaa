"""Sentences inside a passage, as spans."""
