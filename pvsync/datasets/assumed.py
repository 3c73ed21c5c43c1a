"""What the documents of the Datasets API leave out, and what is taken until a partner's account answers: one place.

Every value here can be overridden under `datasets:` in `pvsync.yaml`. The code blocks of the documents are empty, so no
request and no answer of version 2 is known (Datasets API, head of our notes); what is taken is the shape of version 1,
as the one public client of it reads it (Datasets API, section 6), or the ordinary form of Login with Amazon.
"""

from dataclasses import dataclass, field

SCOPE = ""
"""The scope that consent is asked for (Datasets API, section 5, step 3: cut off in every copy, so nothing is taken)."""

AUTHORIZE_URL = "https://www.amazon.com/ap/oa"
"""Where a person consents (Datasets API, section 5, step 3: inferred)."""

TOKEN_URL = "https://api.amazon.com/auth/o2/token"  # noqa: S105 - an address
"""Where tokens come from: printed (Datasets API, section 5, step 4)."""

BASE_URL = "https://videocentral.amazon.com/apis/v2"
"""The service: printed (Datasets API, section 2)."""

REDIRECT_URI = "https://localhost:8455/"
"""Where the browser comes back to; `https://localhost` may be allowed (Datasets API, section 5, step 1), the port is ours."""

TOKEN_LIFE = 3600.0
"""Seconds that an access token is taken to live where the answer has no `expires_in`."""


@dataclass(frozen=True, slots=True)
class Members:
    """Names of the members of answers.

    Args:
        items: The list of a page; `data` in version 1, not printed for version 2.
        total: Items of all pages: printed.
        next: Address of the next page, null on the last: printed.
        id: Id of an account, group, business or dataset, as it stands in a path.
        name: Its name for people.
        file_name: Name of a file that stays the same when it is listed again.
        file_url: Its presigned address.
        file_time: When it was published or changed.
    """

    items: str = "data"
    total: str = "total"
    next: str = "next"
    id: str = "id"
    name: str = "name"
    file_name: str = "name"
    file_url: str = "downloadUrl"
    file_time: str = "modifiedDate"


@dataclass(frozen=True, slots=True)
class DatasetIds:
    """What stands in a path for each dataset: taken to be, or to be named, like the dataset itself.

    Args:
        subscription: The subscription log.
        playback: The playback sessions.
        catalog: The catalog.
    """

    subscription: str = "subscription"
    playback: str = "playback"
    catalog: str = "catalog"


@dataclass(frozen=True, slots=True)
class Assumed:
    """Everything that is taken, together.

    Args:
        scope: The scope of the consent, empty where nobody has said.
        members: Names of the members of answers.
        dataset_ids: What stands in a path for each dataset.
    """

    scope: str = SCOPE
    members: Members = field(default_factory=Members)
    dataset_ids: DatasetIds = field(default_factory=DatasetIds)
