"""The page of the rules is made from the rules and kept with them."""

from pathlib import Path

from negotiations.extraction.rules.roles import ROLES
from negotiations.extraction.rules_page import rules_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"


def test_rules_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run: python manage.py rules_page > docs/rules.md"


def test_rules_page_lists_every_role_rule_with_its_examples() -> None:
    page = rules_page()
    assert all(f"| {rule.name} |" in page for rule in ROLES)
    assert all(example in page for rule in ROLES for example in rule.examples)


def test_rules_page_tables_have_four_columns() -> None:
    rows = [line for line in rules_page().splitlines() if line.startswith("|")]
    assert rows
    assert {line.count("|") for line in rows} == {5}
