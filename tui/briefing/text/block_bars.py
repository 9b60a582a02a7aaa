"""Bars of block characters, for text that cannot be drawn on."""

from __future__ import annotations

from collections.abc import Sequence


def bar(value: int, most: int) -> str:
    """One block character for `value` between 0 (a dot) and `most` (a full block)."""
    if value <= 0 or most <= 0:
        return "·"
    return "▁▂▃▄▅▆▇█"[min(max(round(8 * value / most) - 1, 0), 7)]


def long_bar(share: float, cells: int) -> str:
    """A bar of up to `cells` characters for a `share` in [0, 1]; anything above 0 shows at least a sliver."""
    eighths = min(max(round(share * cells * 8), share > 0), cells * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "")


def sparkline(heights: Sequence[int]) -> str:
    """A character for each height, the highest a full block."""
    most = max(heights, default=0)
    return "".join(bar(one, most) for one in heights)
