"""What the readable formats show of an excerpt, whatever their syntax."""

from __future__ import annotations

from briefing.model.excerpt import Excerpt


def is_figure(excerpt: Excerpt) -> bool:
    """Tell whether the excerpt is a figure: it has a normal form, or a sentence and no mark."""
    return bool(excerpt.normal or (excerpt.context and not excerpt.mark))


def quoted(excerpt: Excerpt) -> str:
    """Return what is quoted: a figure's sentence, else the excerpt itself."""
    return excerpt.context if is_figure(excerpt) and excerpt.context else excerpt.text


def section(excerpt: Excerpt) -> str:
    """Return the heading under which the excerpt stands: its topic; empty for marks and figures."""
    return "" if is_figure(excerpt) else excerpt.label
