"""Files on disk, whatever is in them: written whole, locked, watched, removed."""
