"""Search every passage while typing."""
