"""The timeline: dated statements of articles by the days they speak of, and which of the days matter."""
