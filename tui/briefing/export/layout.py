"""What the readable formats show of an excerpt, whatever their syntax."""

from __future__ import annotations

from briefing.model.excerpt import Excerpt
from briefing.text.clean import clean, clean_line


def is_figure(excerpt: Excerpt) -> bool:
    """Tell whether the excerpt is a figure: it has a normal form, or a sentence and no mark."""
    return bool(excerpt.normal or (excerpt.context and not excerpt.mark))


def quoted(excerpt: Excerpt) -> str:
    """Return what is quoted: a figure's sentence, else the excerpt itself."""
    return excerpt.context if is_figure(excerpt) and excerpt.context else excerpt.text


def section(excerpt: Excerpt) -> str:
    """Return the heading under which the excerpt stands: its topic; empty for marks and figures."""
    return "" if is_figure(excerpt) else excerpt.label


def note(excerpt: Excerpt) -> str:
    """Return the note, cleaned and without blanks around it; empty where there is none."""
    return clean(excerpt.note).strip()


def tags(excerpt: Excerpt) -> list[str]:
    """Return the tags, cleaned and each on one line, without empty ones."""
    return [tag for tag in map(clean_line, excerpt.tags) if tag]
