"""The one SQLite file that holds user data."""
