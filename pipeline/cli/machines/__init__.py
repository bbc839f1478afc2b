"""What shells and programs ask of the command: completion, and the schema of what `--json` prints."""
