"""Analyses of articles and of all articles together: which there are, each known by its name."""
