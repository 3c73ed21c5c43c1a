"""Writes the program that `pvsync --help` is measured against: the same flags and texts in one plain script."""

import argparse
from collections.abc import Iterator

_ACTIONS = {
    "_StoreAction": "store",
    "_StoreTrueAction": "store_true",
    "_StoreFalseAction": "store_false",
    "_AppendAction": "append",
    "_CountAction": "count",
    "_VersionAction": "version",
}
_WITHOUT_VALUE = {"store_true", "store_false", "count", "version"}


def plain_program(parser: argparse.ArgumentParser) -> str:
    """The source of a program that does nothing but parse the same command line with argparse.

    Args:
        parser: The parser to copy.
    """
    lines = ["import argparse", "", f"parser = {_construct('argparse.ArgumentParser', parser)}"]
    lines += _arguments("parser", parser)
    return "\n".join([*lines, "parser.parse_args()", ""])


def _arguments(owner: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in _actions(parser):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse has no public name for it
            yield from _commands(owner, action, parser)
        else:
            yield _argument(owner, action)


def _commands(
    owner: str, action: "argparse._SubParsersAction[argparse.ArgumentParser]", above: argparse.ArgumentParser
) -> Iterator[str]:
    title = next(group.title for group in above._action_groups if action in group._group_actions)  # noqa: SLF001
    yield (
        f"{owner}_commands = {owner}.add_subparsers(dest={action.dest!r}, metavar={action.metavar!r}, "
        f"required=True, title={title!r})"
    )
    about = {choice.dest: choice.help for choice in action._choices_actions}  # noqa: SLF001 - see above
    for name, parser in action.choices.items():
        yield _construct(
            f"{owner}_own = {owner}_commands.add_parser", parser, repr(name), f"help={about[name]!r}"
        )
        yield from _arguments(f"{owner}_own", parser)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - see above
        if not isinstance(action, argparse._HelpAction):  # noqa: SLF001 - every parser adds its own
            yield action


def _construct(call: str, parser: argparse.ArgumentParser, *first: str) -> str:
    given = [
        *first,
        *([] if first else [f"prog={parser.prog!r}"]),
        f"description={parser.description!r}",
        f"epilog={parser.epilog!r}",
        f"formatter_class=argparse.{type(parser._get_formatter()).__name__}",  # noqa: SLF001 - see above
    ]
    return f"{call}({', '.join(given)})"


def _argument(owner: str, action: argparse.Action) -> str:
    kind = _ACTIONS[type(action).__name__]
    values: dict[str, object] = {"help": action.help}
    if kind == "version":
        values |= {"version": vars(action)["version"]}
    else:
        values |= {"default": action.default}
    if action.option_strings:
        values |= {"dest": action.dest}
    if kind not in _WITHOUT_VALUE:
        values |= {"nargs": action.nargs, "choices": action.choices, "metavar": action.metavar}
    if action.required and action.option_strings:
        values |= {"required": True}
    given = [f"{name}={_literal(value)}" for name, value in values.items() if value is not None]
    if isinstance(action.type, type):
        given.append(f"type={action.type.__name__}")
    names = action.option_strings or [action.dest]
    return f"{owner}.add_argument({', '.join([*map(repr, names), f'action={kind!r}', *given])})"


def _literal(value: object) -> str:
    return "argparse.SUPPRESS" if value == argparse.SUPPRESS else repr(value)
