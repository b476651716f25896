"""The tag library: wording in templates, tags, links that keep the query."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.utils import timezone, translation

MOMENT = datetime(2027, 1, 15, 22, 12, tzinfo=UTC)


def render(source, **context):
    return Template(source).render(Context(context)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(autouse=True)
def chicago():
    with timezone.override("America/Chicago"):
        yield


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{% money 120050 %}", "$1,200.50"),
        ("{% money 120000 whole=True %}", "$1,200"),
        ("{{ cents|money }}", "$7.40"),
        ("{% money none %}{{ none|money }}", ""),
        ("{{ moment|day }}", "15 January 2027"),
        ("{{ moment|day_month }}", "15 January"),
        ("{{ day|day_short }}", "5 Mar"),
        ("{{ day|weekday }}", "Friday 5 March 2027"),
        ("{{ moment|clock }}", "4:12 pm"),
        ("{{ name|initials }}", "MC"),
    ],
)
def test_wording(source, written):
    context = {"cents": 740, "none": None, "moment": MOMENT, "day": date(2027, 3, 5), "name": "Maya Castellanos"}
    assert render(source, **context) == written


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{% when moment %}", "15 January 2027, 4:12 pm"),
        ('{% when moment "day" %}', "15 January 2027"),
        ('{% when moment "clock" zone=True %}', "4:12 pm Central time"),
        ('{% when moment "weekday clock" %}', "Friday 15 January 2027, 4:12 pm"),
    ],
)
def test_moments_are_shown_in_the_readers_zone(tag, text):
    html = render(tag, moment=MOMENT)
    assert html.split(">", 1)[1] == f"{text}</time>"
    assert html.startswith('<time datetime="2027-01-15T16:12-06:00"')


def test_day_after_midnight_belongs_to_the_reader():
    late = MOMENT + timedelta(hours=7)
    assert render("{{ late|day }} {{ late|clock }}", late=late) == "15 January 2027 11:12 pm"


def test_dates_and_spanish():
    with translation.override("es"):
        assert (
            render("{% when day %}", day=date(2027, 1, 15)) == '<time datetime="2027-01-15">15 de enero de 2027</time>'
        )
        assert render("{{ moment|clock }}", moment=MOMENT) == "4:12 p. m."


def test_paragraphs_escape_everything():
    text = "One <b>\r\ntwo\r\n\r\n\r\n<script>alert(1)</script> & \n\n  "
    expected = "<p>One &lt;b&gt;<br>two</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; </p>"
    assert render("{% paragraphs text %}", text=text) == expected
    assert render("{% paragraphs text %}", text=None) == ""


def test_tag_has_a_word_and_a_kind():
    assert render('{% tag "good" label %}', label="Done <ok>") == '<span class="tag tag--good">Done &lt;ok&gt;</span>'
    assert render('{% tag "quiet" "Not started" %}') == '<span class="tag">Not started</span>'
    with pytest.raises(TemplateSyntaxError):
        render('{% tag "purple" "x" %}')


def test_links_keep_the_rest_of_the_query(rf):
    request = rf.get("/staff/", {"q": "a&b", "page": "4", "office": ["1", "2"]})
    template = Template("{% current_url_with page=2 %}|{% current_url_with page=None sort='-name' %}")
    assert (
        template.render(RequestContext(request))
        == "?q=a%26b&amp;office=1&amp;office=2&amp;page=2|?q=a%26b&amp;office=1&amp;office=2&amp;sort=-name"
    )


def test_link_without_any_key_is_the_bare_page(rf):
    assert Template("{% current_url_with page=None %}").render(RequestContext(rf.get("/x/?page=3"))) == "?"


def test_pager_marks_gaps_and_the_page(rf):
    page = Paginator(range(300), 10).page(15)
    html = Template('{% include "components/pager.html" %}').render(RequestContext(rf.get("/?q=x"), {"page": page}))
    assert "141–150 of 300" in html
    assert html.count("…") == 2
    assert '<span aria-current="page">15</span>' in html
    assert 'href="?q=x&amp;page=16"' in html


def test_pager_of_one_page_has_no_links(rf):
    html = Template('{% include "components/pager.html" %}').render(
        RequestContext(rf.get("/"), {"page": Paginator([1, 2], 10).page(1)})
    )
    assert "1–2 of 2" in html
    assert "<nav" not in html
