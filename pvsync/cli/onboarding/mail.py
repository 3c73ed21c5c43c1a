"""`pvsync onboard mail`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.onboarding_mail import add_out, put_out
from pvsync.cli.screen import Screen

HELP = "write the mail that asks for a certificate and an API key, for you to look through and send"
EXAMPLE = 'pvsync --env sandbox onboard mail --partner "Acme Pictures" --contact avails@example.com'

_ACCESS = ("read-write", "read", "write")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--partner",
        metavar="NAME",
        default="",
        help="your name as Prime Video knows it (default: `partner.name` of pvsync.yaml)",
    )
    parser.add_argument(
        "--contact",
        metavar="ADDRESS",
        default="",
        help="whom an answer goes to (default: `partner.email` of pvsync.yaml)",
    )
    parser.add_argument(
        "--access", choices=_ACCESS, default=_ACCESS[0], help=f"what the key may do (default: {_ACCESS[0]})"
    )
    parser.add_argument(
        "--limit",
        metavar="TEXT",
        default="",
        help="Request Limit (default: `rate` and `open` of the environment)",
    )
    parser.add_argument(
        "--into", metavar="FOLDER", help="folder of the signing request, where `onboard csr --into` put it"
    )
    add_out(parser)
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0; what is missing for the mail is an error."""
    from pathlib import Path

    from pvsync.model.onboarding import Access
    from pvsync.workflows.onboard_mails import RequestDetails, request_mail
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    access = dict(zip(_ACCESS, (Access.READ_WRITE, Access.READ, Access.WRITE), strict=True))[args.access]
    details = RequestDetails(
        args.partner,
        args.contact,
        access,
        args.limit,
        None if args.into is None else Path(args.into).absolute(),
    )
    put_out(request_mail(project, project.config.environment(args.env), details), args, screen)
    return 0
