"""Voices: which articles were copied from another, from which, and what was changed."""
