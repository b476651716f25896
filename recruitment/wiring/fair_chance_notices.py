"""Notices of fair-chance cases and what postings say: letters, files, navigation."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Make it all known."""
    from fellowship.queries import audit as trail  # noqa: PLC0415  (apps must be ready)
    from fellowship.queries import next_steps  # noqa: PLC0415
    from fellowship.queries.navigation import NavItem, register  # noqa: PLC0415  (apps must be ready)
    from fellowship.rules import audit, files, letters, public_texts  # noqa: PLC0415
    from recruitment.access.fair_chance_notices import CASE_FILE, ENCLOSURE, NOTICE, RIGHTS  # noqa: PLC0415
    from recruitment.models.selection_wording import AUDITED_AND_TOLD  # noqa: PLC0415
    from recruitment.queries import enclosures_to_do  # noqa: PLC0415
    from recruitment.queries.case_looks import known_papers  # noqa: PLC0415
    from recruitment.queries.postings import check_blurb  # noqa: PLC0415
    from recruitment.rules.fair_chance_notice_letters import KINDS  # noqa: PLC0415

    for kind in KINDS:
        letters.register(kind)
    files.register(
        files.FilePurpose(
            key=NOTICE, kinds=frozenset(), read_permission="recruitment.read_notice_file", sensitive=True
        )
    )
    files.register(
        files.FilePurpose(
            key=CASE_FILE, kinds=frozenset({"pdf", "image", "docx"}), read_permission="recruitment.read_notice_file",
            sensitive=True,
        )
    )  # fmt: skip
    files.register(
        files.FilePurpose(key=ENCLOSURE, kinds=frozenset({"pdf"}), read_permission="recruitment.keep_enclosures")
    )
    files.register(files.FilePurpose(key=RIGHTS, kinds=frozenset(), sensitive=True))
    trail.tell_once_known("fair_chance", known_papers, meanwhile=AUDITED_AND_TOLD["read_case"])
    next_steps.register(enclosures_to_do.for_officer)
    audit.describe("recruitment.write_notice", _("Wrote a notice about an offer"), told=False)
    audit.describe("recruitment.keep_enclosure", _("Kept an official paper that goes along with notices"), told=False)
    public_texts.register(check_blurb)
    register(
        NavItem(
            "staff", _("Postings"), "recruitment_postings", "recruitment.look_at_postings", weight=29,
            group=_("Selection"),
        )
    )  # fmt: skip
