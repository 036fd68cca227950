"""Statements: proved by certificates that the trusted core replays, or refuted, or left open."""
