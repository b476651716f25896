import pytest, socket
from django.template import engines
from django.contrib.auth.models import Group
from wagtail.models import Page
from tests.strictness import UndefinedVariable, NoNetwork
from fellowship import clock as c

def test_db(db):
    for n in "abc": Group.objects.create(name=n)
    assert Page.objects.count() >= 2
    print([g.name for g in Group.objects.filter(name__in="abc")])

@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_tx():
    Group.objects.create(name="x")
def test_after(db):
    assert Page.objects.count() >= 2
    assert not Group.objects.filter(name="x").exists()

def test_undef(settings, tmp_path):
    e=engines["django"].engine
    assert engines["django"].from_string("{{ nope }}{{ x|default:'q' }}").render({}) == "q"
    from django.template import Origin, Template
    t=Template("hi {% if a %}{% endif %}{{ nope.x }}", origin=Origin(str(settings.BASE_DIR/"site/templates/a/b.html")), engine=e)
    from django.template import Context
    with pytest.raises(UndefinedVariable) as err: t.render(Context({}))
    print(err.value)
def test_net():
    s=socket.socket()
    with pytest.raises(NoNetwork): s.connect(("192.0.2.1",80))
    s.close()
def test_clock(clock):
    assert c.now()==clock.now; clock.advance(days=1); assert c.now().day==23
