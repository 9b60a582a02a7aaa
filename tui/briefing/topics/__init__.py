"""Cluster passages into topics."""
