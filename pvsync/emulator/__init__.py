"""The emulator: a local HTTPS stand-in for the Avails API, held to the documents and to nothing of ours."""
