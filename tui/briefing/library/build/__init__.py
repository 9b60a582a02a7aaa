"""Bringing a library up to date: what changed is read on all cores, analysed, written and indexed."""
