"""briefing: a terminal reader for people who compare what several sources say."""

__version__ = "0.10.0"
