"""What managers have beside the list: saved views, the board, numbers, imports."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Declare the work of the clock, and say in plain words what the audit trail calls by its code."""
    from fellowship.rules import files, jobs, letters, schedules  # noqa: PLC0415  (apps must be ready)
    from fellowship.rules.audit import describe  # noqa: PLC0415
    from recruitment.rules.free_letters import FREE  # noqa: PLC0415

    schedules.register("recruitment: fold the tally of stages", "recruitment.tasks.fold_stage_tally", minutes=10)
    schedules.register("recruitment: count marks anew", "recruitment.tasks.recount_marks", cron="35 4 * * *")
    schedules.register("recruitment: forget sheets and lists", "recruitment.tasks.forget_sheets", cron="25 4 * * *")
    describe("recruitment.forget_sheet", _("Deleted an imported sheet whose use was over"))
    describe("recruitment.label", _("Put a label on an application"), told=False)
    describe("recruitment.unlabel", _("Took a label off an application"), told=False)
    describe("recruitment.undo_change", _("Undid a change of owner or label"), told=False)
    describe("recruitment.save_view", _("Saved a view of the applications"))
    describe("recruitment.change_view", _("Changed a view of the applications"))
    describe("recruitment.delete_view", _("Deleted a view of the applications"))
    describe("recruitment.upload_sheet", _("Sent a sheet of applications"))
    describe("recruitment.choose_sheet", _("Chose another sheet to read"))
    describe("recruitment.check_import", _("Checked a sheet of applications"))
    describe("recruitment.apply_import", _("Made applications of a sheet"))
    describe("recruitment.undo_import", _("Took an import back"))
    describe("recruitment.take_back_import", _("Removed an application that came from a sheet"))
    letters.register(FREE)
    describe("recruitment.write_letter", _("Wrote a letter in their own words"), told=False)
    files.register(
        files.FilePurpose(key="recruitment.import", kinds=frozenset({"xlsx", "text"}), cap=5 * files.MEGABYTE)
    )
    jobs.register("recruitment.import", "recruitment.tasks.run_import")
    jobs.register("recruitment.undo_import", "recruitment.tasks.undo_import")
