"""The version of the rules. It is raised by every change that can make the same text read differently."""

RULES = "2026.11.4"
