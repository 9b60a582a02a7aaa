"""The session in a process of its own, so that the terminal app never waits for it."""
