"""What the keys do: a module for each group of `ui.keys`, a function for each verb.

Every function takes the reader screen; modules are imported when first needed.
"""

from __future__ import annotations

import importlib
import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


async def run_action(reader: ReaderScreen, action_id: str) -> None:
    """Run the action called `action_id` (`group.verb`)."""
    group, _, verb = action_id.partition(".")
    module = importlib.import_module(f"briefing.ui.controllers.actions.{group}")
    result = getattr(module, verb)(reader)
    if inspect.isawaitable(result):
        await result
