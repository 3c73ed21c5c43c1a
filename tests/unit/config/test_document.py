"""The keys of `pvsync.yaml` are described, and their schema can be published."""

from pydantic import BaseModel

from pvsync.config.document import ChannelKeys, ConfigDocument, CredentialKeys, EnvironmentKeys, LicensorKeys


def test_every_key_says_what_it_is() -> None:
    models: list[type[BaseModel]] = [
        ConfigDocument,
        EnvironmentKeys,
        CredentialKeys,
        LicensorKeys,
        ChannelKeys,
    ]
    for model in models:
        assert all(field.description for field in model.model_fields.values())


def test_the_schema_can_be_written_and_names_every_key() -> None:
    schema = ConfigDocument.model_json_schema()

    assert set(schema["properties"]) == set(ConfigDocument.model_fields)
    assert schema["additionalProperties"] is False
