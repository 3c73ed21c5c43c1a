"""A secret written in the wrong place is never shown again."""

import pytest
from e2e.estate import Estate

CANARY = "CANARYx9f8e7d6c5b4a3210"

CONFIGS = {
    "literal": "licensor: acme\nenvironments:\n  production:\n    credentials: {{key: file:a, cert: file:b, api_key: {secret}}}\n",
    "block": "licensor: acme\nenvironments:\n  production:\n    credentials:\n      key: file:a\n      cert: file:b\n      api_key: {secret}\n",
    "wrong key": "licensor: acme\nenvironments:\n  production:\n    api_kye: {secret}\n",
    "pem": "licensor: acme\nenvironments:\n  production:\n    credentials:\n      key: |\n        -----BEGIN PRIVATE KEY-----\n        {secret}\n      cert: file:b\n      api_key: env:X\n",
    "syntax": "licensor: acme\nenvironments:\n  production:\n    credentials:\n      api_key: {secret}: x\n",
    "url": "licensor: acme\nenvironments:\n  production:\n    url: https://user:{secret}@host\n",
    "elsewhere": "licensor: acme\nlicence: {secret}\n",
}


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize(
    "argv", [("validate",), ("validate", "--format", "json"), ("plan",), ("doctor",)], ids=" ".join
)
def test_no_secret_of_a_broken_configuration_is_shown(
    estate: Estate, name: str, argv: tuple[str, ...]
) -> None:
    estate.write("pvsync.yaml", CONFIGS[name].format(secret=CANARY))
    said = estate.run(*argv)
    assert said.code == 1
    assert CANARY not in said.out + said.err
    assert "pvsync.yaml" in said.out + said.err
