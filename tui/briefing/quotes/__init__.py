"""Quotes: who says what in an article, in the words of the article or in others'.

Marks are paired (`briefing.text.quotation_spans`), and a passage is cut into sentences, but for what is
quoted (`spoken_sentences`). In each of them verbs of saying are looked for: who is the subject
(`subject_finder`, `speaker_phrases`) and where what is said begins and ends (`statement_finder`) make an
attribution (`attributions`); a thing behind a verb that takes a clause is none (`finite_verbs`). Whom
"she" or "the mayor" means is resolved by the names of the article (`speaker_resolver`). `extract_quotes`
runs it all, `same_quotes` groups those of several articles, `packed_quotes` is how they are stored. Words
are data, in `data/`.
"""

NAME = "quotes"
VERSION = 14
"""Rises whenever the same text may give other quotes."""
