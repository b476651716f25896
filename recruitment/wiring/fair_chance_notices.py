"""Notices of fair-chance cases and what postings say: letters, files, navigation."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Make it all known."""
    from fellowship.queries.navigation import NavItem, register  # noqa: PLC0415  (apps must be ready)
    from fellowship.rules import audit, files, letters, public_texts  # noqa: PLC0415
    from recruitment.access.fair_chance_notices import NOTICE  # noqa: PLC0415
    from recruitment.queries.postings import check_blurb  # noqa: PLC0415
    from recruitment.rules.fair_chance_notice_letters import KINDS  # noqa: PLC0415

    for kind in KINDS:
        letters.register(kind)
    files.register(
        files.FilePurpose(
            key=NOTICE, kinds=frozenset(), read_permission="recruitment.read_notice_file", sensitive=True
        )
    )
    audit.describe("recruitment.write_notice", _("Wrote a notice about an offer"), told=False)
    public_texts.register(check_blurb)
    register(
        NavItem(
            "staff", _("Postings"), "recruitment_postings", "recruitment.look_at_postings", weight=29,
            group=_("Selection"),
        )
    )  # fmt: skip
