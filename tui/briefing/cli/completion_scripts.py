"""What has a shell complete command lines, made of the commands' own parsers.

Nothing of it asks the program when a key is pressed: commands, options and choices stand in the script, and
files are the shell's to find. What a person could type (labels, tags, ids) is not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.cli.arguments import OptionUse
from briefing.cli.command_names import COMMANDS, GROUPS
from briefing.cli.command_uses import CommandUse

_FILES = frozenset({"FILE", "PATH", "NOTE", "NOTE.md"})
_FOLDERS = frozenset({"FOLDER", "DIR"})
_SETTING = "--setting"
_PLAIN = re.compile(r"[A-Za-z0-9_.=-]+")
"""What needs no quoting in any shell: names of commands, options, choices and settings."""


class _Value(NamedTuple):
    """What may stand behind an option, or in the place of a word."""

    choices: tuple[str, ...] = ()
    files: bool = False
    folders: bool = False

    @staticmethod
    def of(name: str, choices: Sequence[str]) -> _Value:
        return _Value(tuple(filter(_PLAIN.fullmatch, choices)), name in _FILES, name in _FOLDERS)


def completion_script(shell: str, uses: Sequence[CommandUse], settings: Iterable[str]) -> str:
    """The script for `bash`, `zsh` or `fish`; `settings` are the keys that `--setting` takes."""
    return "\n".join(SHELLS[shell](uses, tuple(f"{key}=" for key in settings))) + "\n"


def _value(option: OptionUse, settings: tuple[str, ...]) -> _Value | None:
    """What may stand behind an option; None where it takes nothing."""
    if _SETTING in option.names:
        return _Value(settings)
    return _Value.of(option.value, option.choices) if option.value or option.choices else None


def _first_words() -> dict[str, str]:
    """What may come first beside a path, and what each does."""
    return {name: does for name, does in COMMANDS.items() if " " not in name} | GROUPS


def _actions(group: str) -> dict[str, str]:
    return {name.split()[1]: does for name, does in COMMANDS.items() if name.startswith(f"{group} ")}


def _summary(text: str) -> str:
    """One line without what a shell could read as its own."""
    return re.sub(r"[^\w .,;()/≠%+-]", "", " ".join(text.split())).strip()


# -- bash -----------------------------------------------------------------------------------------------


def _bash(uses: Sequence[CommandUse], settings: tuple[str, ...]) -> Iterator[str]:
    yield "# briefing: completion for bash. Load it with: source <(briefing completion bash)"
    yield "_briefing_options() {"
    yield from _bash_case('"$1"', {use.name: _bash_print(_names(use)) for use in uses})
    yield "}"
    yield "_briefing_words() {"
    yield from _bash_case('"$1"', {use.name: _bash_print(_choices(use)) for use in uses if _choices(use)})
    yield "}"
    yield "# Prints what may stand behind an option; fails where it takes nothing."
    yield "_briefing_values() {"
    told: dict[str, str] = {}
    for use in uses:
        for option in use.options:
            value = _value(option, settings)
            if value is not None:
                for name in option.names:
                    told[f"{use.name} {name}"] = _bash_value(value)
    yield from _bash_case('"$1 $2"', told, "return 1")
    yield "}"
    groups = "|".join(GROUPS)
    yield _BASH_ACT.format(
        first=" ".join(_first_words()),
        start=" ".join(_names(uses[0])),
        groups=groups,
        commands="|".join(name for name in _first_words() if name not in GROUPS),
        actions="\n".join(f"        {group}) list='{' '.join(_actions(group))}' ;;" for group in GROUPS),
    )


def _names(use: CommandUse) -> list[str]:
    return [name for option in use.options for name in option.names]


def _choices(use: CommandUse) -> list[str]:
    return [one for word in use.words for one in _Value.of(word.value, word.choices).choices]


def _bash_print(words: Sequence[str]) -> str:
    return f"echo '{' '.join(words)}'"


def _bash_value(value: _Value) -> str:
    if value.choices:
        return _bash_print(value.choices)
    return "echo @folders" if value.folders else "echo @files" if value.files else "echo @typed"


def _bash_case(of: str, told: Mapping[str, str], other: str = ":") -> Iterator[str]:
    yield f"    case {of} in"
    same: dict[str, list[str]] = {}
    for name, does in told.items():
        same.setdefault(does, []).append(f"'{name}'")
    yield from (f"    {'|'.join(names)}) {does} ;;" for does, names in same.items())
    yield f"    *) {other} ;;"
    yield "    esac"


_BASH_ACT = """\
_briefing() {{
    local IFS=$' \\t\\n' word='' command='' list='' value='' option='' at=1 only_words=''
    local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}"
    COMPREPLY=()
    # `--option=value` comes in three words.
    if [[ $current == '=' ]]; then
        option=$previous current=''
    elif [[ $previous == '=' && $COMP_CWORD -ge 3 ]]; then
        option="${{COMP_WORDS[COMP_CWORD-2]}}"
    else
        option=$previous
    fi
    while (( at < COMP_CWORD )); do
        word="${{COMP_WORDS[at]}}"
        if [[ $word == '--' ]]; then
            only_words=1
            [[ -z $command ]] && command=read
            break
        elif [[ $word == {setting} ]]; then
            [[ ${{COMP_WORDS[at+1]}} == '=' ]] && (( at++ ))
            (( at++ ))
            [[ ${{COMP_WORDS[at+1]}} == '=' ]] && (( at += 2 ))
        elif [[ -z $command ]]; then
            case $word in
            {groups}) command="$word ?" ;;
            {commands}) command=$word ;;
            *) command=read ;;
            esac
        elif [[ $command == *' ?' ]]; then
            command="${{command%?}}$word"
        fi
        (( at++ ))
    done
    if [[ -z $only_words && $option == -* ]] && value=$(_briefing_values "${{command:-read}}" "$option"); then
        case $value in
        @files) _briefing_files -f "$current" ;;
        @folders) _briefing_files -d "$current" ;;
        @typed) compopt +o default 2>/dev/null ;;
        *)
            COMPREPLY=( $(compgen -W "$value" -- "$current") )
            [[ $option == {setting} ]] && compopt -o nospace 2>/dev/null
            ;;
        esac
        return
    fi
    if [[ -z $only_words && $current == -* ]]; then
        COMPREPLY=( $(compgen -W "$(_briefing_options "${{command:-read}}")" -- "$current") )
        [[ -z $command ]] && COMPREPLY+=( $(compgen -W '-V --version' -- "$current") )
        return
    fi
    case $command in
    '') list='{first}' ;;
    *' ?')
        case ${{command%% *}} in
{actions}
        esac
        COMPREPLY=( $(compgen -W "$list" -- "$current") )
        return
        ;;
    *) list=$(_briefing_words "$command") ;;
    esac
    [[ -n $list ]] && COMPREPLY=( $(compgen -W "$list" -- "$current") )
    [[ -n $list && -n $command ]] || _briefing_files -f "$current"
}}
# Adds files, or folders with -d: names may hold blanks.
_briefing_files() {{
    local name
    while IFS= read -r name; do
        COMPREPLY+=( "$name" )
    done < <(compgen "$1" -- "$2")
    compopt -o filenames 2>/dev/null
}}
complete -o default -F _briefing briefing""".replace("{setting}", _SETTING)


# -- zsh ------------------------------------------------------------------------------------------------


def _zsh(uses: Sequence[CommandUse], settings: tuple[str, ...]) -> Iterator[str]:
    yield "#compdef briefing"
    yield "# briefing: completion for zsh. Save it as _briefing in a folder of $fpath."
    yield "_briefing_first() {"
    yield "  local -a told; told=("
    yield from (f"    '{name}:{_summary(does)}'" for name, does in _first_words().items())
    yield "  ); _describe -t commands command told; _files"
    yield "}"
    yield "_briefing() {"
    yield '  local command="${words[2]}"'
    yield "  if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then _briefing_first; return; fi"
    yield '  case "$command" in'
    for group in GROUPS:
        yield f"  {group})"
        yield "    if (( CURRENT == 3 )); then"
        yield "      local -a told; told=("
        yield from (f"        '{name}:{_summary(does)}'" for name, does in _actions(group).items())
        yield "      ); _describe -t commands action told; return"
        yield "    fi"
        yield '    command="$command ${words[3]}"; (( CURRENT -= 2 ))'
        yield '    words=("${words[1]}" "${(@)words[4,-1]}") ;;'
    single = "|".join(name for name in _first_words() if name not in GROUPS)
    yield f'  {single}) (( CURRENT -= 1 )); words=("${{words[1]}}" "${{(@)words[3,-1]}}") ;;'
    yield "  *) command=read ;;"
    yield "  esac"
    yield '  case "$command" in'
    for use in uses:
        yield f"  '{use.name}') _arguments -s \\"
        for option in use.options:
            yield f"    {_zsh_option(option, _value(option, settings))} \\"
        for number, word in enumerate(use.words, 1):
            value = _Value.of(word.value, word.choices)
            place = "*" if word.many else str(number)
            yield f"    '{place}:{word.value.lower()}:{_zsh_action(value)}' \\"
        yield "    ;;"
    yield "  esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = _briefing ]; then _briefing "$@"; else compdef _briefing briefing; fi'


def _zsh_option(option: OptionUse, value: _Value | None) -> str:
    about = f"[{_summary(option.help)}]"
    takes = "" if value is None else f":{_summary(option.value).lower() or 'value'}:{_zsh_action(value)}"
    if len(option.names) == 1:
        # Given again, as --tag is, or not: the program says.
        return f"'*{option.names[0]}{about}{takes}'"
    return f"'*'{{{','.join(option.names)}}}'{about}{takes}'"


def _zsh_action(value: _Value) -> str:
    if value.choices:
        return (
            f"({' '.join(value.choices)})"
            if "=" not in value.choices[0]
            else (f'compadd -S "" -- {" ".join(value.choices)}')
        )
    return "_files -/" if value.folders else "_files" if value.files else " "


# -- fish -----------------------------------------------------------------------------------------------


def _fish(uses: Sequence[CommandUse], settings: tuple[str, ...]) -> Iterator[str]:
    yield "# briefing: completion for fish. Save it as ~/.config/fish/completions/briefing.fish"
    first = " ".join(name for name in _first_words() if name not in GROUPS)
    yield "# The command of the line: a name, a group with or without its action, or nothing at all."
    yield "function __briefing_command"
    yield "    set -l words (commandline -opc)"
    yield "    set -e words[1]"
    yield f"    while test (count $words) -ge 1; and string match -q -- '{_SETTING}*' $words[1]"
    yield f"        test $words[1] = {_SETTING}; and set -e words[1]"
    yield "        set -e words[1]"
    yield "    end"
    yield "    if test (count $words) -eq 0"
    yield "        echo ''"
    yield f"    else if contains -- $words[1] {' '.join(GROUPS)}"
    yield "        if test (count $words) -ge 2"
    yield '            echo "$words[1] $words[2]"'
    yield "        else"
    yield "            echo $words[1]"
    yield "        end"
    yield f"    else if contains -- $words[1] {first}"
    yield "        echo $words[1]"
    yield "    else"
    yield "        echo read"
    yield "    end"
    yield "end"
    yield "function __briefing_is"
    yield "    contains -- (__briefing_command) $argv"
    yield "end"
    for name, does in _first_words().items():
        yield f"complete -c briefing -n \"__briefing_is ''\" -a {name} -d '{_summary(does)}'"
    yield "complete -c briefing -n \"__briefing_is ''\" -s V -l version -d 'show the version and end'"
    for group in GROUPS:
        for name, does in _actions(group).items():
            yield f"complete -c briefing -n '__briefing_is {group}' -f -a {name} -d '{_summary(does)}'"
    for use in uses:
        where = "\"__briefing_is '' read\"" if use.name == "read" else f"\"__briefing_is '{use.name}'\""
        for option in use.options:
            yield f"complete -c briefing -n {where} {_fish_option(option, _value(option, settings))}"
        values = [_Value.of(word.value, word.choices) for word in use.words]
        if not any(value.files for value in values):
            chosen = " ".join(one for value in values for one in value.choices)
            yield f"complete -c briefing -n {where} -f" + (f" -a '{chosen}'" if chosen else "")


def _fish_option(option: OptionUse, value: _Value | None) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    takes = ""
    if value is not None:
        takes = f" -x -a '{' '.join(value.choices)}'" if value.choices else " -x"
        if value.files:
            takes = " -r -F"
        elif value.folders:
            takes = " -x -a '(__fish_complete_directories)'"
    return f"{names}{takes} -d '{_summary(option.help)}'"


SHELLS: dict[str, Callable[[Sequence[CommandUse], tuple[str, ...]], Iterator[str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
"""What writes the script of each shell."""
