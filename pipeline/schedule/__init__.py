"""Runs at set times: the operating system's own scheduler starts them, we say what, when and whether it went well."""
