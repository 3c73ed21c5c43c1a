"""`pvsync import datasets`."""

import argparse

from pvsync.cli.command import config_path
from pvsync.cli.live_import import add_import, import_and_show, where_to_look
from pvsync.cli.screen import Screen

HELP = "the same as `import live` with the ids of the catalog dataset: what is catalogued is read, and what is live is written"
EXAMPLE = "pvsync --env production import datasets --into catalog/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    add_import(parser, default="those of the marketplaces in which each title is catalogued, by pvsync.yaml")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where something is wrong or nothing could be read, with 4 where some could not, otherwise with 0."""
    from pathlib import Path

    from pvsync.workflows.catalog_ids import of_catalog, passed_over
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    for note in passed_over(project.config, environment, where_to_look(args)):
        screen.note(note)
    return import_and_show(project, of_catalog(project.config, environment), args, screen)
