"""`pvsync completion`."""

import argparse

from pvsync.cli.screen import Screen

HELP = "print a script that completes command lines in your shell: commands, flags, values, runs"
ABOUT = """\
The script is complete in itself: pressing Tab starts no Python. Load it at
the start of every shell:

  bash  source <(pvsync completion bash)     in ~/.bashrc
  zsh   source <(pvsync completion zsh)      in ~/.zshrc, after `compinit`
  fish  pvsync completion fish | source      in ~/.config/fish/config.fish"""
EXAMPLE = "source <(pvsync completion bash)"
_PACKAGE = "pvsync.cli.completions"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    from pvsync.rollcall import members

    parser.add_argument("shell", metavar="SHELL", choices=members(_PACKAGE), help="bash, fish or zsh")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0."""
    from pvsync.cli.completion_words import places
    from pvsync.config.environment import built_in
    from pvsync.rollcall import member
    from pvsync.workflows.all_codes import all_codes

    words = {"code": tuple(all_codes()), "env": built_in()}
    screen.say(member(_PACKAGE, args.shell).script(places(words)))
    return 0
