"""From the paths on a command line to the ledger of their articles."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, NamedTuple

from briefing.cli.arguments import library_choice
from briefing.cli.diagnostics import say
from briefing.cli.inputs import Inputs, find_annotations, open_inputs
from briefing.cli.progress_line import followed

if TYPE_CHECKING:
    from briefing.ledger.corrected_lines import CorrectedLedger


class LedgerInputs(NamedTuple):
    """The articles that were asked for, with their ledger."""

    inputs: Inputs
    ledger: CorrectedLedger
    """Of the topic or story that was asked for, else of all."""
    topic: str | None
    """The label of that topic or story."""


def open_ledger(arguments: Namespace, topic: str | None = None) -> LedgerInputs:
    """Open the articles of `arguments`, line their figures up, and say which corrections do not fit;
    UsageError where no topic or story has the label `topic`."""
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    for analysis in ("figures", "names"):
        find_annotations(session, analysis, in_any=True)
    wanted = None if topic is None else session.topics.called(topic)
    label = None if wanted is None else wanted.label
    part = None if wanted is None else session.ledgers.part_of_topic(wanted)
    ledger = followed(session.ledger_in_steps(topics=True, part=part), "lining figures up")
    if part is not None and part.names is not None and part.left_out:
        say(
            f"{part.left_out + len(part.names):,} articles speak of it: the {len(part.names):,} in which it"
            " weighs most are compared"
        )
    if ledger.unfit:
        number = len(ledger.unfit)
        fit = "1 correction does" if number == 1 else f"{number} corrections do"
        say(f"{fit} not fit any more: `briefing corrections list PATH` shows which")
    if label is not None:
        ledger = ledger._replace(
            lines=session.of_topic(ledger.lines, label), hidden=session.of_topic(ledger.hidden, label)
        )
    return LedgerInputs(inputs, ledger, label)
