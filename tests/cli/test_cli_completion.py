"""What shells complete, as they complete it, and the manual as `man` reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli.command_names import COMMANDS, GROUPS
from briefing.cli.command_uses import every_command
from briefing.cli.completion_scripts import completion_script
from briefing.cli.manual_page import manual_page
from briefing.settings import BY_KEY, TABLE

Run = Callable[..., subprocess.CompletedProcess[str]]
Complete = Callable[[str], list[str]]

SHELLS = ("bash", "zsh", "fish")
FIRST = {name for name in (*COMMANDS, *GROUPS) if " " not in name}


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not there")


def words_of(line: str) -> list[str]:
    """A command line as bash cuts it: `=` is a word of its own, and the last word may be empty."""
    return [part for word in line.split(" ") for part in (re.split("(=)", word) if "=" in word else [word])]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file that holds the script of each shell."""
    folder = tmp_path_factory.mktemp("completion")
    uses = every_command()
    for shell in SHELLS:
        (folder / shell).write_text(completion_script(shell, uses, BY_KEY), encoding="utf-8")
    return {shell: folder / shell for shell in SHELLS}


@pytest.fixture
def in_bash(scripts: dict[str, Path], tmp_path: Path) -> Complete:
    """Give what bash proposes behind a command line, in a folder with a note and a folder of articles."""
    folder = tmp_path / "here"
    (folder / "my news").mkdir(parents=True)
    (folder / "my note.md").touch()

    def complete(line: str) -> list[str]:
        words = words_of(line)
        act = (
            'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _briefing; '
            '(( ${#COMPREPLY[@]} )) && printf "%s\\n" "${COMPREPLY[@]}"; true'
        )
        done = subprocess.run(
            ["bash", "--norc", "-c", act, "bash", str(scripts["bash"]), *words],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout.splitlines()

    return complete


FILES = ["my news", "my note.md"]

CASES = [
    ("briefing figu", ["figures"]),
    ("briefing marks ", [name.split()[1] for name in COMMANDS if name.startswith("marks ")]),
    ("briefing marks l", ["list"]),
    ("briefing figures --ex", ["--explain"]),
    ("briefing figures --format ", ["text", "json", "jsonl", "csv"]),
    ("briefing figures --format=j", ["json", "jsonl"]),
    ("briefing figures x --format ", ["text", "json", "jsonl", "csv"]),
    ("briefing marks list --colour y", ["yellow"]),
    ("briefing synopsis --output my", FILES),
    ("briefing synopsis -o my", FILES),
    ("briefing convert --to ", ["my news"]),
    ("briefing completion ", list(SHELLS)),
    ("briefing completion z", ["zsh"]),
    ("briefing list my", FILES),
    ("briefing my", FILES),
    ("briefing my --th", ["--theme"]),
    ("briefing --setting text.w", ["text.width="]),
    ("briefing --setting text.width=80 figu", ["figures"]),
    ("briefing list --setting text.w", ["text.width="]),
    ("briefing list -- --f", []),
    ("briefing topics --mute my", []),
    ("briefing --vers", ["--version"]),
]


@needs("bash")
@pytest.mark.parametrize(("line", "proposed"), CASES)
def test_bash_completes(in_bash: Complete, line: str, proposed: list[str]) -> None:
    # Files come in the order of the folder.
    assert sorted(in_bash(line)) == sorted(proposed)


@needs("bash")
def test_bash_completes_every_command_option_and_choice(scripts: dict[str, Path]) -> None:
    """Asked of the functions of the script, all at once."""
    lines = [f'source "{scripts["bash"]}"']
    expected: list[str] = []
    for use in every_command():
        lines.append(f'_briefing_options "{use.name}"')
        expected.append(" ".join(name for option in use.options for name in option.names))
        for option in use.options:
            lines.append(
                f'_briefing_values "{use.name}" "{option.names[-1]}" >/dev/null && echo takes || echo none'
            )
            expected.append("takes" if option.value or option.choices else "none")
    done = subprocess.run(
        ["bash", "--norc", "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == expected


@needs("bash")
def test_bash_proposes_commands_and_files_at_first(in_bash: Complete) -> None:
    assert set(in_bash("briefing ")) == FIRST | set(FILES)


@needs("bash")
def test_bash_reads_the_script(scripts: dict[str, Path]) -> None:
    subprocess.run(["bash", "-n", str(scripts["bash"])], check=True, timeout=30)


@needs("zsh")
def test_zsh_reads_the_script_and_takes_it_as_its_completion(scripts: dict[str, Path]) -> None:
    subprocess.run(["zsh", "-n", str(scripts["zsh"])], check=True, timeout=30)
    act = f'autoload -U compinit; compinit -u -D; source "{scripts["zsh"]}"; print ${{_comps[briefing]}}'
    done = subprocess.run(["zsh", "-f", "-c", act], capture_output=True, text=True, timeout=30, check=True)
    assert (done.stdout, done.stderr) == ("_briefing\n", "")


@needs("fish")
@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("briefing figu", ["figures"]),
        ("briefing marks li", ["list"]),
        ("briefing figures --expl", ["--explain"]),
        ("briefing figures --format js", ["json", "jsonl"]),
        ("briefing completion ", sorted(SHELLS)),
        ("briefing --setting text.w", ["text.width="]),
    ],
)
def test_fish_completes(scripts: dict[str, Path], tmp_path: Path, line: str, proposed: list[str]) -> None:
    act = f'source "{scripts["fish"]}"; complete -C "{line}"'
    done = subprocess.run(
        ["fish", "--no-config", "-c", act],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    found = [told.split("\t")[0] for told in done.stdout.splitlines()]
    assert (found, done.stderr) == (proposed, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script(briefing: Run, scripts: dict[str, Path], shell: str) -> None:
    done = briefing("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == scripts[shell].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "told"), [((), "SHELL is missing"), (("tcsh",), "tcsh is none of bash, zsh")]
)
def test_a_shell_that_is_not_known_is_told(briefing: Run, argv: tuple[str, ...], told: str) -> None:
    done = briefing("completion", *argv)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


@needs("man")
def test_the_manual_tells_every_command_option_and_setting(briefing: Run, tmp_path: Path) -> None:
    done = briefing("man")
    assert (done.returncode, done.stderr) == (0, "")
    page = tmp_path / "briefing.1"
    page.write_text(done.stdout, encoding="utf-8")
    shown = subprocess.run(
        ["man", "--warnings", "-l", str(page)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={
            "MANWIDTH": "100",
            "LC_ALL": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "MANPAGER": "cat",
            "HOME": str(tmp_path),
        },
    )
    assert shown.stderr == ""
    text = " ".join(re.sub(".\b", "", shown.stdout).split())
    for use in every_command():
        assert f"briefing {use.name}" in text
        for option in use.options:
            assert ", ".join(option.names) in text
    for setting in TABLE:
        assert setting.key in text


def test_nothing_of_a_text_commands_the_page() -> None:
    """Dots and apostrophes at the beginning of a line, backslashes, and signs beyond ASCII are letters."""
    page = manual_page("1", ".SH \\n 'x'", "…", (), [("k", ".so x", "a\n.rm y")])
    assert not re.search(r"^(\.so|\.rm|'|\.SH \\)", page, re.MULTILINE)
    assert r"\&.SH \en \(aqx\(aq" in page
    assert r"\[u2026]" in page
