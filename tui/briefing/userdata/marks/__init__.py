"""Keep what a reader marked."""
