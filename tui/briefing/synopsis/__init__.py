"""Synopses: the passages of a topic, those that correspond side by side."""
