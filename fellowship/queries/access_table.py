"""The access table as a page of the reference documentation."""

from django.utils.translation import override

from fellowship import access

HEAD = """# Who may do what

Made from the code by `manage.py access_table --write`; a test keeps it current. Everything not listed is refused.
Staff permissions also need a second factor. Reading what is marked *sensitive* writes a row in the audit trail.

| permission | what it lets someone do | who | second factor | sensitive | limited to |
|---|---|---|---|---|---|
"""


def render() -> str:
    """The page in English, one row per permission, by code."""
    with override("en"):
        rows = [
            f"| `{row.code}` | {row.about} | {row.who} | {'yes' if row.staff else 'no'} | "
            f"{'yes' if row.sensitive else ''} | {'their own rows' if row.twin else ''} |"
            for row in access.table()
        ]
    return HEAD + "\n".join(rows) + "\n"
