"""What each of Wagtail's groups may edit; brought up to date after every migration."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from fellowship.rules.roles import GROUP_OF_ROLE

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
CONTENT_MODELS = (
    ("fellowship", "lettertemplate"),
    ("fellowship", "organizationsettings"),
    ("wagtailimages", "image"),
    ("wagtaildocs", "document"),
)
PLACE_MODELS = (
    ("fellowship", "region"),
    ("fellowship", "jurisdiction"),
    ("fellowship", "hostoffice"),
    ("fellowship", "officeclosure"),
)
RECRUITMENT_MODELS = tuple(
    ("recruitment", name)
    for name in ("cycle", "milestone", "opening", "applicationform", "formversion", "question", "rubric", "criterion")
)
EQUALITY_MODELS = (("recruitment", "equalopportunitysettings"),)
TRAINING_MODELS = tuple(
    ("training", name)
    for name in ("curriculum", "curriculumcourse", "course", "courseversion", "lesson", "question", "choice")
)
FUND_MODELS = (("hardship_fund", "fund"), ("hardship_fund", "category"))
REACH = {
    "Content editors": (*CONTENT_MODELS, *TRAINING_MODELS),
    "Trainers": TRAINING_MODELS,
    "Recruitment": (*RECRUITMENT_MODELS, *PLACE_MODELS, ("fellowship", "lettertemplate")),
    "Administrators": (
        *CONTENT_MODELS,
        *PLACE_MODELS,
        *RECRUITMENT_MODELS,
        *EQUALITY_MODELS,
        *TRAINING_MODELS,
        *FUND_MODELS,
    ),
}
# Shown and never written here.
LOOKS_UP = dict.fromkeys(("Recruitment", "Administrators"), (("recruitment", "view_lawtext"),))
EDITS_PAGES = ("Content editors", "Administrators")


@transaction.atomic
def settle_groups(*, only_existing: bool = False) -> None:
    """Give each group exactly the rights listed here. Safe to run any number of times.

    ``only_existing`` brings those up to date that are there, and makes none.
    """
    opening = Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin")
    for name in GROUP_OF_ROLE.values():
        if only_existing and not Group.objects.filter(name=name).exists():
            continue
        group, _created = Group.objects.get_or_create(name=name)
        wanted = Q(pk__in=[])
        for app, model in REACH[name]:
            wanted |= Q(content_type__app_label=app, content_type__model=model)
        for app, right in LOOKS_UP.get(name, ()):
            wanted |= Q(content_type__app_label=app, codename=right)
        group.permissions.set([*opening, *Permission.objects.filter(wanted)])
        if name in EDITS_PAGES:
            _let_edit_pages(group)


def _let_edit_pages(group: Group) -> None:
    root = Page.objects.filter(depth=1).first()
    if root is not None:
        for right in Permission.objects.filter(codename__in=PAGE_RIGHTS, content_type__app_label="wagtailcore"):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    collection = Collection.objects.filter(depth=1).first()
    if collection is not None:
        rights = Q(codename__in=("add_image", "change_image", "choose_image", "add_document", "change_document"))
        for right in Permission.objects.filter(rights):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)
