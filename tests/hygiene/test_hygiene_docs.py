"""What the README promises is what there is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefing.cli import diagnostics
from briefing.cli.command_names import COMMANDS
from briefing.cli.commands.figures import COLUMNS
from briefing.errors import UsageError
from briefing.export.export_formats import FORMATS
from briefing.reading.formats.format_registry import REGISTRY
from briefing.settings import BY_KEY, TABLE, Settings, shown

BASH = shutil.which("bash")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def _section(readme: str, title: str) -> str:
    return readme.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _table(section: str) -> list[list[str]]:
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [row for row in rows if not row[0].startswith("---")][1:]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_command_stands_in_the_readme(readme: str) -> None:
    """Each has its row in the order of the help, with an example that begins as one would type it."""
    rows = [row for row in _table(_section(readme, "Command line")) if len(row) == 3]
    assert [row[0].strip("`") for row in rows] == list(COMMANDS)
    for name, row in zip(COMMANDS, rows, strict=True):
        example = row[2].strip("`")
        assert shlex.split(example)[: 1 + len(name.split())] == ["briefing", *name.split()]


def test_every_setting_stands_in_the_readme(readme: str) -> None:
    """With its default and its meaning, in the order of the table."""
    rows = _table(_section(readme, "Settings"))
    defaults = {key: shown(key, Settings().value(key)) or '""' for key in BY_KEY}
    assert rows == [[f"`{s.key}`", f"`{defaults[s.key]}`", s.meaning] for s in TABLE]


def test_every_field_of_a_figure_stands_in_the_readme(readme: str) -> None:
    """Each has a row, some with what belongs to it."""
    told = " ".join(row[0] for row in _table(_section(readme, "What a figure says")))
    assert sorted(re.findall(r"`(\w+)`", told)) == sorted(COLUMNS)


def test_every_export_form_and_suffix_stands_in_the_readme(readme: str) -> None:
    """Forms of export, and suffixes of what is read."""
    commands = _section(readme, "Command line")
    assert [one.name for one in FORMATS.values() if f"`{one.name}` ({one.description})" not in commands] == []
    assert all(f"`{suffix}`" in _section(readme, "Formats read") for suffix in REGISTRY.suffixes)


def test_exit_codes_stand_in_the_readme(readme: str) -> None:
    """The table has every code the program ends with."""
    rows = [row for row in _table(_section(readme, "Command line")) if len(row) == 2]
    codes = {int(code) for row in rows for code in re.findall(r"\d+", row[0])}
    named = {value for name, value in vars(diagnostics).items() if name.isupper() and isinstance(value, int)}
    assert codes == named | {UsageError.exit_code, 129, 130, 143}


def test_dependencies_stand_in_the_readme(readme: str, root: Path) -> None:
    """The table names every dependency of the program and no other, with use and licence."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = set()
    extras = project["optional-dependencies"]
    optional = [one for extra, needs in extras.items() if extra != "test" for one in needs]
    others = [one for one in optional if not one.startswith(f"{project['name']}[")]
    for requirement in [*project["dependencies"], *others]:
        match = NAME.match(requirement)
        assert match is not None
        needed.add(_normal(match.group()))
    rows = _table(_section(readme, "Dependencies"))
    assert {_normal(row[0]) for row in rows} == needed
    assert all(len(row) == 3 and row[1] and row[2] for row in rows)
    assert not [row for row in rows if "GPL" in row[2]]


def test_the_check_script_runs_the_readmes_command(readme: str, root: Path) -> None:
    """`.ci/run` takes the command from the README and holds none of its own."""
    script = root / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    text = script.read_text(encoding="utf-8")
    command = re.search(r"<!-- test command -->\n```sh\n(.+)\n```", readme)
    assert command is not None
    assert "README.md" in text
    assert "pip install" not in text
    assert command.group(1).endswith(".venv/bin/python -m tests")


def _checks(folder: Path, root: Path, command: str, *, path: str) -> subprocess.CompletedProcess[str]:
    """Run a copy of `.ci/run` in `folder`, beside a README that gives `command`."""
    (folder / ".ci").mkdir(exist_ok=True)
    shutil.copy(root / ".ci" / "run", folder / ".ci" / "run")
    text = f"# x\n\n```sh\nfalse\n```\n\n<!-- test command -->\n```sh\n{command}\n```\n\n```sh\nfalse\n```\n"
    (folder / "README.md").write_text(text, encoding="utf-8")
    return subprocess.run(
        [BASH or "bash", str(folder / ".ci" / "run")],
        env={"PATH": path},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
def test_the_check_script_runs_in_its_repository_and_passes_the_exit_code(tmp_path: Path, root: Path) -> None:
    """Exactly the marked command, at the top of the clone, with CI set; its exit code is the script's."""
    path = os.environ["PATH"]
    done = _checks(tmp_path, root, 'pwd && echo "$CI"', path=path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ['pwd && echo "$CI"', str(tmp_path.resolve()), "true"]
    assert _checks(tmp_path, root, "exit 7", path=path).returncode == 7
    assert _checks(tmp_path, root, "false && echo on", path=path).returncode == 1


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
def test_the_check_script_finds_a_python_that_is_new_enough(tmp_path: Path, root: Path) -> None:
    """Where python3 is too old, python3.12 answers to its name; where none is, it says so."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "awk", "dirname"):
        (tools / name).symlink_to(shutil.which(name) or name)
    old = tools / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    none = _checks(tmp_path, root, "python3 -V", path=str(tools))
    assert none.returncode == 2
    assert "Python 3.11 or newer is needed" in none.stderr
    (tools / "python3.12").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (tools / "python3.12").chmod(0o755)
    found = _checks(tmp_path, root, "python3 -c 'print(6 * 7)'", path=str(tools))
    assert (found.returncode, found.stdout.splitlines()[-1]) == (0, "42")


def test_the_readmes_theme_is_a_theme(readme: str, root: Path, tmp_path: Path) -> None:
    """The example loads beside the themes that come with the program, without a complaint."""
    from briefing.ui.drawing.theme_files import load_themes

    example = re.search(r"```toml\n(.+?)```", readme, re.DOTALL)
    assert example is not None
    (tmp_path / "evening.toml").write_text(example.group(1), encoding="utf-8")
    themes, problems = load_themes([root / "themes", tmp_path])
    assert not problems
    assert "evening" in {theme.name for theme in themes}


def test_pictures_and_files_of_the_readme_exist(readme: str, root: Path) -> None:
    """Every link inside the repository leads to a file."""
    targets = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert targets
    assert [target for target in targets if not (root / target).is_file()] == []


@pytest.mark.parametrize("name", ["seeds", "themes"])
def test_bundled_folders_are_found_in_both_layouts(name: str, tmp_path: Path, root: Path) -> None:
    """In a source tree beside the package's parent, in an installed package inside it."""
    from briefing.folders import bundled

    assert bundled(name, root / "tui" / "briefing") == root / name
    installed = tmp_path / "site-packages" / "briefing"
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    target = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"][name]
    folder = installed.parent / target
    folder.mkdir(parents=True)
    assert bundled(name, installed) == folder
    assert any((root / name).iterdir())
