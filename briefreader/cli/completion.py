"""Completion in bash, zsh and fish: the scripts, and what they ask the program for.

A script runs ``briefreader`` with the variable ``ASKED`` set to the name of the shell. The answer's first
line says what follows: "words" (one a line, with what it is after a tab), "files" or "dirs"; then the
words. In bash they are written as they are to stand on the line, since bash does not quote them itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import click

from briefreader.cli import ASKED
from briefreader.cli.output import cut

ABOUT_AT_MOST = 70
"""Characters of what is said of a word."""

_BASH = r"""# Completion of briefreader in bash: eval "$(briefreader completion bash)" in ~/.bashrc
_briefreader_completion() {
    local kind line
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r line; do COMPREPLY+=("$line"); done
    } < <(@ASKED@=bash "$1" "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case $kind in
        files) compopt -o default 2>/dev/null ;;
        dirs) compopt -o dirnames 2>/dev/null ;;
        open) compopt -o nospace 2>/dev/null ;;
    esac
}
complete -F _briefreader_completion briefreader
"""

_ZSH = r"""#compdef briefreader
# Completion of briefreader in zsh: eval "$(briefreader completion zsh)" in ~/.zshrc after compinit,
# or this as a file _briefreader in a folder of $fpath.
_briefreader() {
    local -a answer values shown
    local kind line
    answer=("${(@f)$(@ASKED@=zsh $words[1] "${compstate[quote]}" "$PREFIX" \
        "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
    kind=$answer[1]
    case $kind in
        files) _files; return ;;
        dirs) _files -/; return ;;
    esac
    for line in "${(@)answer[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    (( $#values )) || return 1
    if [[ $kind == open ]]; then
        compadd -U -S '' -l -d shown -a values
    else
        compadd -U -l -d shown -a values
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _briefreader "$@"
else
    compdef _briefreader briefreader
fi
"""

_FISH = r"""# Completion of briefreader in fish: this as ~/.config/fish/completions/briefreader.fish
function __briefreader_completion
    set -l typed (commandline -opc)
    set -l answer (@ASKED@=fish $typed[1] (commandline -ct | string collect) $typed[2..-1] 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path (commandline -ct)
        case dirs
            __fish_complete_directories (commandline -ct) ''
        case '*'
            test (count $answer) -gt 1; and printf '%s\n' $answer[2..-1]
    end
end
complete -c briefreader -f -a '(__briefreader_completion)'
"""

SCRIPTS = {
    name: script.replace("@ASKED@", ASKED)
    for name, script in (("bash", _BASH), ("zsh", _ZSH), ("fish", _FISH))
}


@click.command()
@click.argument("shell", type=click.Choice(list(SCRIPTS)))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands, options, ids, names and tags.

    \b
    Example: briefreader completion bash >> ~/.bashrc
             briefreader completion fish > ~/.config/fish/completions/briefreader.fish
    """
    click.echo(SCRIPTS[shell], nl=False)


def answer(cli: click.Group, arguments: Sequence[str]) -> int:
    """Answer a script with what may follow on the line, and return the exit code."""
    shell = os.environ.get(ASKED, "")
    if shell == "bash":
        typed = read(arguments[0] if arguments else "", arguments[1] if len(arguments) > 1 else "")
        words = typed.words[1:]
    elif shell == "zsh":
        quote, current, *words = [*arguments, *("", "")][: max(2, len(arguments))]
        typed = read(quote + current)
    else:
        current, *words = arguments or ("",)
        typed = read(current)
    kind, offered = _offered(cli, words, typed.word)
    lines = [kind]
    for value, about in offered:
        if shell == "bash":
            if value[: typed.settled] == typed.word[: typed.settled]:
                lines.append(quoted(value[typed.settled :], typed.quote))
        else:
            lines.append(f"{value}\t{about}" if about else value)
    click.echo("\n".join(lines))
    return 0


def _offered(cli: click.Group, words: list[str], typed: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what may follow: its kind, and words, each with what it is; all safe to stand in a line."""
    from click.shell_completion import ShellComplete

    from briefreader.text import clean_line

    found = ShellComplete(cli, {}, "briefreader", ASKED).get_completions(words, typed)
    kinds = {item.type for item in found}
    if kinds & {"file", "dir"}:
        return "files" if "file" in kinds else "dirs", []
    offered = []
    # Of "--sort=da" click completes what stands behind the sign.
    option = typed[: typed.find("=") + 1] if typed.startswith("--") else ""
    for item in found:
        value = clean_line(item.value)
        # What a shell would not give back as it is, or take for an option, is not offered.
        is_option = value.startswith("-") and not typed.startswith("-")
        if value and value == item.value and value.isprintable() and not is_option:
            offered.append((option + value, cut(clean_line(item.help or ""), ABOUT_AT_MOST)))
    going_on = bool(offered) and all(value.endswith(":") for value, _ in offered)
    return "open" if going_on else "words", offered


@dataclass(frozen=True, slots=True)
class Typed:
    """A line up to the cursor: the words before, the word at the cursor without its quotes.

    ``quote`` is the one that is open in it, ``settled`` how many of its characters stand before the place
    from which on the shell replaces it.
    """

    words: list[str]
    word: str
    quote: str
    settled: int


def read(line: str, breaks: str = "") -> Typed:
    """Read a line as a shell does, and its last word as readline does with its ``breaks``."""
    words: list[str] = []
    word: list[str] = []
    quote, settled, escaped, begun = "", 0, False, False
    for char in line:
        if escaped:
            # Between double quotes a backslash is one unless it stands before what it can escape.
            word += ["\\", char] if quote and char not in '"\\$`' else [char]
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = begun = True
        elif quote:
            if char == quote:
                quote = ""
            else:
                word.append(char)
        elif char in "'\"":
            quote, begun, settled = char, True, len(word)
        elif char in " \t\n":
            if begun:
                words.append("".join(word))
            word, begun, settled = [], False, 0
        else:
            word.append(char)
            begun = True
            if char in breaks:
                settled = len(word)
    return Typed(words, "".join(word), quote, settled)


def quoted(value: str, quote: str) -> str:
    """Return ``value`` as it stands on a line of bash behind what opens ``quote`` ("" for nothing).

    Bash closes the quotation by itself, but not behind a sign like its own.
    """
    if quote and value.endswith(quote):
        return f"{_inside(value[:-1], quote)}{quote}\\{quote}"
    return _inside(value, quote)


def _inside(value: str, quote: str) -> str:
    if quote == "'":
        return value.replace("'", "'\\''")
    special = '"\\$`' if quote else " \t\"'\\$`!&*()[]{}<>?;|#~^="
    return "".join(f"\\{char}" if char in special else char for char in value)
