"""`pvsync onboard revoke`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.onboarding_mail import add_out, put_out
from pvsync.cli.screen import Screen

HELP = "write the mail that has a certificate revoked, for you to look through and send"
EXAMPLE = 'pvsync --env production onboard revoke --because "the laptop that held the key is lost"'


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--partner",
        metavar="NAME",
        default="",
        help="your name as Prime Video knows it (default: `partner.name` of pvsync.yaml)",
    )
    parser.add_argument(
        "--owner",
        metavar="ADDRESS",
        default="",
        help="whose certificate it is (default: `partner.email` of pvsync.yaml)",
    )
    parser.add_argument(
        "--cert", metavar="FILE", help="the certificate (default: the one that pvsync.yaml names)"
    )
    parser.add_argument(
        "--serial", metavar="NUMBER", default="", help="its serial number, where the file is gone"
    )
    parser.add_argument("--because", metavar="TEXT", default="", help="why, in one sentence")
    add_out(parser)
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0; what is missing for the mail is an error."""
    from pathlib import Path

    from pvsync.workflows.onboard_mails import RevocationDetails, revocation_mail
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    details = RevocationDetails(
        args.partner,
        args.owner,
        args.serial,
        None if args.cert is None else Path(args.cert).absolute(),
        args.because,
    )
    put_out(revocation_mail(project, project.config.environment(args.env), details), args, screen)
    screen.note("The mail has no API key in it: type it in when you send it, and keep no copy.")
    return 0
