"""The core app."""

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_out
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FellowshipConfig(AppConfig):
    """People, roles, offices, audit, letters, files and the list of what to do next."""

    name = "fellowship"
    verbose_name = _("Fellowship")

    def ready(self) -> None:
        """Connect what must be known before the first request."""
        from fellowship import access, checks, receivers  # noqa: F401, PLC0415  (apps must be ready)
        from fellowship.queries import audit, home, letters, navigation, next_steps, setup  # noqa: PLC0415
        from fellowship.rules.roles import CMS_ROLES  # noqa: PLC0415
        from fellowship.services import bulk_letters  # noqa: F401, PLC0415  (declares its kind of long work)

        # The last app with tables: by then every app has its rows of rights.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        connection_created.connect(receivers.keep_plans)
        user_logged_out.connect(receivers.forget_what_was_to_be_said)
        post_migrate.connect(receivers.after_migrate, sender=last)
        post_migrate.connect(receivers.settle_schedules, sender=last)
        setup.register(setup.core_checks)
        next_steps.register(setup.steps)
        next_steps.register(letters.next_steps)
        home.register(setup.cards)
        home.register(audit.home_cards)
        navigation.register(
            navigation.NavItem("my", _("Home"), "home", weight=0),
            navigation.NavItem("staff", _("Today"), "staff_today", "fellowship.see_today", weight=0),
            navigation.NavItem("my", _("Letters"), "my_letters", weight=80),
            navigation.NavItem("staff", _("Letters"), "letters", "fellowship.keep_outbox", weight=80),
            navigation.NavItem("staff", _("Audit trail"), "audit", "fellowship.read_audit", weight=92),
            navigation.NavItem("staff", _("Content"), "wagtailadmin_home", weight=85, roles=tuple(sorted(CMS_ROLES))),
            navigation.NavItem("staff", _("Roles"), "roles", "fellowship.grant_roles", weight=90),
            navigation.NavItem("staff", _("Set-up"), "setup", "fellowship.set_up", weight=95),
        )
