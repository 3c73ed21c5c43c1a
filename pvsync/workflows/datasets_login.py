"""Sign in to Slate once: a person consents in a browser, the code becomes tokens, and tokens are kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.datasets.consent import address, code_of, new_state
from pvsync.datasets.loopback import Loopback
from pvsync.model.secret import Secret
from pvsync.workflows.connect_datasets import Access, connect_datasets

PATIENCE = 600.0
"""Seconds that a person has in the browser."""


class Person(Protocol):
    """Who sits at the browser."""

    def open(self, address: str) -> None:
        """Show the address to open, and open it where that can be done."""

    def paste(self, address: str) -> str:
        """Show the address to open, and take the one that the browser came back to."""


def login(
    config: Config, environment: Environment, person: Person, now: Callable[[], datetime], *, pasted: bool
) -> int:
    """Sign in.

    Args:
        config: The configuration.
        environment: Whose Datasets API.
        person: Consents.
        now: The clock.
        pasted: Whether the person pastes where the browser came back to, in place of a page on this machine.

    Returns:
        How many accounts the user may see: the tokens open the door.

    Raises:
        UsageError: If client or scope are not configured, or the page's port is taken.
        CredentialError: If the consent is not given, or its code not taken.
        ApiError: If the service cannot be asked.
    """
    with connect_datasets(config, environment, now) as access:
        state = new_state()
        if config.datasets_of(environment).is_emulated:
            uri = access.settings.redirect_uri
            came = access.http.location("the emulator", _address(access, uri, state))
        elif pasted:
            uri = access.settings.redirect_uri
            came = person.paste(_address(access, uri, state))
        else:
            uri, came = _by_page(access, person, state)
        access.tokens.sign_in(code_of(came, uri, state), uri)
        return len(access.slate.accounts())


def _by_page(access: Access, person: Person, state: Secret) -> tuple[str, str]:
    page = Loopback(access.settings.redirect_uri)
    try:
        person.open(_address(access, page.redirect_uri, state))
        return page.redirect_uri, page.wait(state, PATIENCE, access.clock)
    finally:
        page.close()


def _address(access: Access, redirect_uri: str, state: Secret) -> str:
    return address(access.settings, access.client.id, redirect_uri, state)
