"""One set of articles, whatever holds it.

`protocol` says what can be asked of it; `held_corpus` holds articles as values, `library_corpus` reads
them from a library. Whoever asks does not know which it is.
"""
