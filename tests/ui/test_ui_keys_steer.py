"""The list of topics by keys: words muted and pinned, topics renamed, merged, split, opened, explained."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.conftest import Broad, Deep
from textual.widgets import Input, Static

from briefing.errors import StoreError
from briefing.session.requests.topic_requests import ArrangeTopics
from briefing.ui.modals.explain_screen import ExplainScreen
from briefing.ui.modals.pick_screen import PickScreen
from briefing.ui.modals.split_screen import SplitScreen
from briefing.ui.state.restoring import restore, saved_state

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def remembered() -> list[dict[str, Any]]:
    """The steps as they stand on disk at this moment."""
    folder = Path(os.environ["BRIEFING_DATA_DIR"]) / "topics"
    files = [path for path in folder.glob("*.json") if path.suffixes == [".json"]]
    assert len(files) <= 1
    return json.loads(files[0].read_text(encoding="utf-8"))["steps"] if files else []


def labels(reading: Reading) -> list[str]:
    """The rows of the list of topics."""
    return [row.topic.label for row in reading.reader.side.topics._rows]


def options(reading: Reading) -> list[str]:
    """What the dialog offers."""
    screen = reading.app.screen
    assert isinstance(screen, PickScreen)
    return [row.value for row in screen._rows]


def steered_line(reading: Reading) -> str:
    """The line that says what was changed."""
    side = reading.reader.side
    return side._steered_line(34, 1)[0].plain if side._steered.display else ""


@pytest.mark.covers("steer.mute", "steer.undo")
async def test_a_word_is_muted_heard_again_and_undone(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        assert steered_line(reading) == ""
        await reading.press("t", "m")
        assert options(reading)[:4] == ["cost", "of", "the", "repair"]
        await reading.press("down", "down", "ctrl+n", "ctrl+n", "ctrl+p", "enter")
        assert [(step["verb"], step["word"]) for step in remembered()] == [("mute", "repair")]
        assert reading.state.topics.items[0].keywords == ("cost", "of", "the")
        assert steered_line(reading).split() == ["✎", "muted", "“repair”", "u", "undoes"]
        assert reading.reader.focused is reading.reader.side.topics
        await reading.press("m")
        assert options(reading)[3] == "repair"
        await reading.press(*"REP", "enter")
        assert [step["verb"] for step in remembered()] == ["mute", "unmute"]
        assert "repair" in reading.state.topics.items[0].keywords
        assert steered_line(reading).endswith("+1 u undoes")
        await reading.press("u")
        assert reading.said() == "undone: unmuted “repair”"
        assert "repair" not in reading.state.topics.items[0].keywords
        await reading.press("u")
        await reading.press("u")
        assert reading.said() == "topics are as they were found"
        assert (remembered(), steered_line(reading)) == ([], "")


@pytest.mark.covers("steer.pin")
async def test_a_word_of_ones_own_is_pinned(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "p", *"spil")
        assert options(reading) == ["spillway", "spil"]
        await reading.press(*"xx")
        assert options(reading) == ["spilxx"]
        await reading.press("backspace", "backspace", "tab", "enter")
        await reading.press("p", *"valley bridge", "enter")
        assert [(step["verb"], step["word"]) for step in remembered()] == [
            ("pin", "spillway"),
            ("pin", "valley bridge"),
        ]
        await reading.press("p", *"valley", "enter", "p", "escape")
        assert remembered()[-1]["verb"] == "unpin"
        assert steered_line(reading) == "✎ unpinned “valley b…  +2 u undoes"


async def test_a_pick_without_an_answer(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "plus", *"zzz", "enter")
        screen = reading.app.screen
        assert isinstance(screen, PickScreen)
        assert str(screen.query_one("#asked", Static).content) == "nothing matches what is typed"
        await reading.press("backspace", "backspace", "backspace", "pagedown", "up", "pageup")
        assert options(reading) == ["cracked spillway", "people below"]
        await reading.press("escape")
        assert remembered() == []


@pytest.mark.covers("steer.rename")
async def test_a_topic_is_renamed_and_stays_chosen(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "j", "enter", "t", "r")
        assert options(reading) == ["cracked spillway", "cracked", "spillway"]
        await reading.press("end", *"s of [b]May[/b]", "enter")
        assert labels(reading)[1] == "cracked spillways of [b]May[/b]"
        assert reading.topic() == "cracked spillways of [b]May[/b]"
        assert "◆ cracked spillways of [b]May" in reading.text()
        assert remembered()[0]["about"] == ["cracked", "spillway"]
        await reading.press("r", "enter")
        assert len(remembered()) == 1
        await reading.press("r", "down", "enter")
        assert reading.topic() == "cracked"
        await reading.press("u", "u")
        assert reading.topic() == "cracked spillway"


@pytest.mark.covers("steer.rename")
async def test_a_new_name_takes_the_place_of_the_old_one(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "j", "enter", "t", "r", *"dam")
        line = reading.app.screen.query_one("#typed", Input)
        assert line.value == "dam"
        # What was typed and left is gone on with: nothing of it goes by the next letter.
        await reading.press("escape", "r")
        assert reading.app.screen.query_one("#typed", Input).value == "dam"
        await reading.press("s", "enter")
        assert labels(reading)[1] == "dams"


@pytest.mark.covers("steer.merge", "topics.next")
async def test_a_topic_is_merged_into_another(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "j", "plus", *"peo", "enter")
        assert labels(reading) == ["cost of the repair", "people below"]
        assert "merged “cracked spillway” into “people below”" in reading.said()
        chosen = reading.reader.side.topics.chosen
        assert chosen is not None
        await reading.press("G", "enter", "right_curly_bracket")
        assert len(reading.state.topics.items[1].passages) == 7
        assert reading.here() == ("A", 3)
        await reading.press("t", "u")
        assert labels(reading) == ["cost of the repair", "cracked spillway", "people below"]


@pytest.mark.covers("steer.open", "steer.close", "steer.stories", "steer.split")
async def test_stories_open_close_and_become_topics(open_reader: OpenReader) -> None:
    async with open_reader(answers=Broad) as reading:
        topics = ["cost of the repair", "cracked spillway", "people below"]
        opened = ["cost of the repair", "state money", "months of work", "cracked spillway", "people below"]
        await reading.press("t")
        assert "▸ cost of the repair" in reading.text()
        for key in ("l", "space", "right"):
            await reading.press(key)
            assert labels(reading) == opened
            assert "▾ cost of the repair" in reading.text()
            await reading.press("j")
            assert "╰ state money" in reading.text()
            await reading.press({"l": "h", "space": "space", "right": "left"}[key])
            assert labels(reading) == topics
            assert reading.reader.side.topics.highlighted == 0
        await reading.press("G", "l")
        assert reading.said() == "this topic is one story"
        await reading.press("minus", "enter")
        assert reading.said() == "“people below” speaks of one thing; it cannot be split"
        assert remembered() == []
        await reading.press("g", "space", "j", "minus")
        screen = reading.app.screen
        assert isinstance(screen, SplitScreen)
        await reading.press("right", "enter")
        assert remembered() == []
        await reading.press("minus", "enter")
        assert sorted(labels(reading)) == sorted(["state money", "months of work", *topics[1:]])
        assert [step["verb"] for step in remembered()] == ["split"]


@pytest.mark.covers("steer.open", "topics.next", "topics.only", "steer.merge")
async def test_a_story_is_chosen_walked_and_folded(open_reader: OpenReader) -> None:
    async with open_reader(answers=Broad, size=(160, 40)) as reading:
        await reading.press("t", "l", "j", "j", "enter")
        assert reading.topic() == "months of work"
        assert reading.here() == ("B", 1)
        await reading.press("right_curly_bracket")
        assert reading.here() == ("B", 3)
        await reading.press("right_curly_bracket", "z")
        assert reading.here() == ("C", 2)
        assert "topic: months of work only" in reading.lines()[0]
        await reading.press("t", "plus", *"peo", "enter")
        assert labels(reading) == ["cost of the repair", "state money", "cracked spillway", "people below"]
        assert reading.said().startswith("merged “months of work” into “people below”")


@pytest.mark.covers("steer.coarser", "steer.finer")
async def test_the_list_has_broader_and_narrower_topics_and_keeps_that(open_reader: OpenReader) -> None:
    broad = ["cost of the repair", "cracked spillway", "people below"]
    async with open_reader(answers=Deep) as reading:
        await reading.press("t")
        assert sorted(labels(reading)) == sorted(["state money", "months of work", *broad[1:]])
        await reading.press("U")
        assert labels(reading) == broad
        assert "Topics broad" in reading.text()
        await reading.press("U")
        assert reading.said() == "there is nothing broader"
        await reading.press("g", "l", "j", "enter")
        assert reading.topic() == "state money"
        again = saved_state(reading.state, (), "")
        await reading.press("t", "D")
        assert "Topics broad" not in reading.text()
        assert reading.topic() == "state money"
        assert "◆ state money" in reading.text()
        await reading.press("D")
        assert reading.said() == "there is nothing narrower"
        assert "Topics narrow" not in reading.text()
        restore(reading.state, again)
        assert reading.state.topics.grain == "coarse"


@pytest.mark.covers("steer.explain", "view.help")
async def test_a_topic_is_explained_and_its_words_underlined(open_reader: OpenReader) -> None:
    async with open_reader(size=(112, 40), answers=Broad) as reading:
        await reading.press("j", "t", "question_mark")
        assert isinstance(reading.app.screen, ExplainScreen)
        shown = reading.text()
        assert "Why this passage: A" in shown
        assert "90 % about the topic" in shown
        for told in ("repair", "100", "silent", "Its stories", "months of work"):
            assert told in shown
        await reading.press("question_mark")
        view = reading.reader.view
        assert view is not None
        underlined = [
            view.article.text[paint.start : paint.end] for paint in view.overlay.related.between(0, 10_000)
        ]
        assert "repair" in underlined
        await reading.press("escape", "j", "j")
        assert not reading.reader.view.overlay.related  # type: ignore[union-attr]
        await reading.press("t", "f1")
        assert [type(screen).__name__ for screen in reading.app.screen_stack][-1] == "HelpScreen"
        assert "Mute a word" in reading.text()


@pytest.mark.covers("steer.explain")
async def test_a_passage_outside_a_topic_and_a_story_are_explained(open_reader: OpenReader) -> None:
    async with open_reader(size=(112, 40), answers=Broad) as reading:
        await reading.press("t", "j", "question_mark")
        assert "It is not in this topic" in reading.text()
        await reading.press("escape", "g", "m", "enter", "l", "j", "question_mark")
        assert "A story of" in reading.text()
        assert "muted “cost”" in reading.text()


@pytest.mark.covers("steer.rename")
async def test_from_the_text_the_chosen_topic_is_meant(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "j", "j", "enter", "ctrl+p", *"rename the topic")
        await reading.pilot.pause(0.2)
        await reading.press("enter")
        assert isinstance(reading.app.screen, PickScreen)
        assert reading.app.screen.query_one("#typed").value == "people below"  # type: ignore[attr-defined]


async def test_steering_before_topics_are_known(open_reader: OpenReader) -> None:
    async with open_reader(held=(ArrangeTopics,)) as reading:
        await reading.pilot.press("t", "m")
        await reading.pilot.pause()
        assert reading.said() == "topics are still being found"


async def test_a_step_the_disk_refuses_is_told_and_changes_nothing(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise StoreError("the steering of topics could not be saved: no space left")

    async with open_reader() as reading:
        monkeypatch.setattr(reading.app.session.user_data, "remember_steer", refused)
        monkeypatch.setattr(reading.app.session.user_data, "undo_steer", refused)
        await reading.press("t", "r", "end", "s", "enter")
        assert reading.said() == "the steering of topics could not be saved: no space left"
        assert labels(reading)[0] == "cost of the repair"


async def test_a_step_that_nothing_fits_waits(open_reader: OpenReader) -> None:
    class Whole(Broad):
        def steered_topics(self) -> Any:
            answer = super().steered_topics()
            steps = answer.steering.steps
            return type(answer)(self.topics(), answer.steering, steps)

    async with open_reader(answers=Whole) as reading:
        await reading.press("t", "m", *"rain", "enter")
        assert reading.said().startswith("muted “rain”: it stands nowhere here now")
        assert len(remembered()) == 1


async def test_steering_comes_back_with_the_next_start(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "r", "end", "s", "enter")
    async with open_reader() as reading:
        assert labels(reading)[0] == "cost of the repairs"
        assert steered_line(reading).startswith("✎ renamed “cost of")
        assert "u undoes" in reading.text()


async def test_a_click_undoes(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "r", "end", "s", "enter")
        line = next(y for y, text in enumerate(reading.lines()) if "u undoes" in text)
        column = reading.lines()[line].index("u undoes")
        await reading.pilot.click(offset=(column, line))
        await reading.settle()
        assert remembered() == []
