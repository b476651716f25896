"""What was sent in before is found and counted too."""

from django.db import migrations

from recruitment.rules.searching import LONGEST_TEXT, folded, texts_in

PORTION = 500


def texts_of(answers):
    """The texts of one application in order, as the service writes them."""
    return "\n".join(text for kind, value in answers for text in texts_in(kind, value))[:LONGEST_TEXT]


def fill(apps, schema_editor):
    """Write the search text of every application that was sent in, and count what stands where."""
    application, answer = apps.get_model("recruitment", "Application"), apps.get_model("recruitment", "Answer")
    search_text = apps.get_model("recruitment", "SearchText")
    sent = list(application.objects.filter(submitted_at__isnull=False).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(sent), PORTION):
        by_application = {pk: [] for pk in sent[start : start + PORTION]}
        answers = answer.objects.filter(application_id__in=list(by_application), set_aside=False)
        answers = answers.order_by("question__sort_order", "pk")
        for pk, kind, value in answers.values_list("application_id", "question__kind", "value"):
            by_application[pk].append((kind, value))
        texts = {pk: texts_of(rows) for pk, rows in by_application.items()}
        search_text.objects.bulk_create(
            [search_text(application_id=pk, text=text, folded=folded(text)) for pk, text in texts.items()],
            ignore_conflicts=True,
        )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "INSERT INTO recruitment_stagetally (cycle_id, stage, delta) SELECT cycle_id, stage, count(*)"
            " FROM recruitment_application WHERE submitted_at IS NOT NULL GROUP BY cycle_id, stage"
        )


def empty(apps, schema_editor):
    """The tables go with the step before."""
    apps.get_model("recruitment", "SearchText").objects.all().delete()
    apps.get_model("recruitment", "StageTally").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0007_saved_views_and_search")]

    operations = [migrations.RunPython(fill, empty)]
