"""`briefing topics`: what the articles speak of, and where; steered and explained."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.diagnostics import say
from briefing.cli.inputs import open_inputs, place_of
from briefing.cli.output import Piece, ResultWriter
from briefing.cli.topic_output import explanation_lines, step_text, topic_lines
from briefing.errors import UsageError
from briefing.model.explained_topic import TopicExplanation
from briefing.model.steering import Steer, Steering
from briefing.model.topic_cut import GRAINS, cut
from briefing.session import Session

COLUMNS = ("label", "keywords", "share", "article", "passage", "weight")


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--grain",
        choices=GRAINS,
        default="default",
        help="how narrow the topics are that are listed; what is inside each is told below it",
    )
    settings: dict[str, Any] = {"dest": "steps", "action": _Step, "default": []}
    parser.option("--mute", metavar="WORD", help="leave a word or phrase out of all topics", **settings)
    parser.option("--pin", metavar="WORD", help="have a topic that a word or phrase leads", **settings)
    parser.option("--rename", metavar="OLD=NEW", help="call a topic something else", **settings)
    parser.option("--merge", metavar="A+B", help="put topic B into topic A", **settings)
    parser.option("--split", metavar="LABEL", help="put the topics inside a topic in its place", **settings)
    parser.option("--keep", action="store_true", help="remember these steps for these paths")
    parser.option("--undo", action="store_true", help="forget the last step that is remembered")
    parser.option("--reset", action="store_true", help="forget all steps that are remembered")
    parser.option("--steering", action="store_true", help="list the steps that are remembered, and end")
    parser.option("--explain", metavar="LABEL", help="tell what makes one topic instead of listing all")
    parser.option("--passage", metavar="ARTICLE:N", help="with --explain: why this passage is in it")
    parser.results()
    parser.note(
        "Steps are done in the order given, after those that are remembered; the reader remembers its\n"
        "own in the same place. CSV has a row for each passage of a topic, with --explain for each article."
    )


class _Step(argparse.Action):
    """Collects the steps of all options in the order given."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        verb = (option_string or "").lstrip("-")
        text = str(values)
        if verb in ("mute", "pin"):
            step = Steer("mute" if verb == "mute" else "pin", word=text)
        elif verb == "split":
            step = Steer("split", topic=text)
        else:
            first, sign, second = text.partition("=" if verb == "rename" else "+")
            if not sign or not first.strip() or not second.strip():
                parser.error(f"--{verb} cannot read {text}: {self.metavar}")
            first, second = first.strip(), second.strip()
            step = (
                Steer("rename", first, other=second)
                if verb == "rename"
                else Steer("merge", second, other=first)
            )
        namespace.steps = [*namespace.steps, step]


def run(arguments: Namespace) -> int:
    """Print the topics, the largest share first; or what was asked of them."""
    if arguments.passage and not arguments.explain:
        raise UsageError("--passage goes with --explain")
    out = ResultWriter(arguments.format, arguments.color)
    session = Session()
    if arguments.reset:
        session.user_data.keep_steering(arguments.paths, Steering())
    if arguments.undo:
        session.user_data.undo_steer(arguments.paths)
    steering = session.user_data.steering(arguments.paths)
    for note in session.user_data.notes:
        say(note)
    if arguments.steering:
        _print_steps(out, steering)
        return 0
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    for step in arguments.steps:
        steering = session.topics.planned(steering, step)
    found = session.topics.steered(steering=steering)
    if arguments.keep and arguments.steps:
        session.user_data.keep_steering(arguments.paths, steering)
    for step in found.waiting:
        say(f"waits, nothing here fits it: {step_text(step)}")
    if arguments.explain:
        ref = place_of(arguments.passage, session) if arguments.passage else None
        _print_explanation(out, session.topics.explain(arguments.explain, ref), ArticleLabels(session))
        return inputs.exit_code()
    shown = cut(found.topics, arguments.grain)
    out.records(
        [topic.to_dict() for topic in shown],
        text=lambda: topic_lines(shown, ArticleLabels(session), out.width),
        rows=_rows,
        columns=COLUMNS,
    )
    return inputs.exit_code()


def _print_steps(out: ResultWriter, steering: Steering) -> None:
    out.records(
        [step.to_dict() for step in steering.steps],
        text=lambda: ([Piece(step_text(step))] for step in steering.steps),
        columns=("verb", "topic", "word", "other"),
    )


def _print_explanation(out: ResultWriter, found: TopicExplanation, labels: ArticleLabels) -> None:
    out.record(
        found.to_dict(),
        text=lambda: explanation_lines(found, labels, out.width),
        rows=lambda record: record["spread"],
        columns=("article", "passages", "share"),
    )


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for passage in record["passages"]:
        yield {**record, **passage}
