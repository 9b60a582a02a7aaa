"""One way to hold articles, whatever there are of them: `corpus` is a library, on disk or in memory.

`open_indexes` answers questions that need an index, `kept_analyses` and `stored_topics` give what was found
by comparing all articles.
"""
