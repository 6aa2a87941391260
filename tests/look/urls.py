"""The pages of the frame alone, so that the frame is tested without the rooms."""

from types import SimpleNamespace

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.template import RequestContext, Template
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from assembly.law.acts import regulation
from assembly.law.thresholds import Comparison, Threshold

ERRORS = ("400", "403", "403_csrf", "404", "500")
QUORUM = Threshold(2, 3, Comparison.AT_LEAST, regulation("9"))
# What the server says at the moment; the tests change it while a page is open.
WORLD = SimpleNamespace(etag="1", votes=[], is_lost=False)

BALLOT = """
{% extends "layout/ballot.html" %}{% load portal %}
{% block title %}Дауыс беру{% endblock %}
{% block ballot_title %}XXXVI Сессия{% endblock %}
{% block body_attributes %}data-live="/kk/live/" data-live-etag='"1"' data-now="{% now "c" %}"{% endblock %}
{% block main %}
  {% if voted %}<h1 class="h2" data-ballot-done="36-4">Дауысыңыз қабылданды</h1>{% else %}
  <div id="poll" hx-get="/kk/fragment/" hx-trigger="portal:changed from:body">{{ fragment }}</div>
  <div data-ballot-lost role="status" hidden><p data-ballot-attempt data-say="{n} {s}"></p>
    <button class="btn btn-primary btn-lg" type="button" data-ballot-retry>Қайталау</button></div>
  {% endif %}
{% endblock %}
"""
FRAGMENT = """
<h1 class="ballot-q" id="question">Үндеуді қабылдау <span class="turn">%s</span></h1>
<time class="countdown" data-until="%s">02:14</time>
<form method="post" action="/kk/vote/" data-ballot="36-4" data-idle="Алдымен таңдаңыз">
  <fieldset class="choices" aria-labelledby="question">
    <label class="choice"><input id="c-for" type="radio" name="choice" value="for" data-act="Жақтап дауыс беру">
      <span class="ring" aria-hidden="true"></span>Жақтаймын</label>
    <label class="choice"><input id="c-against" type="radio" name="choice" value="against" data-act="Қарсы дауыс беру">
      <span class="ring" aria-hidden="true"></span>Қарсымын</label>
  </fieldset>
  <button class="btn btn-primary btn-lg" type="submit">Дауыс беру</button>
</form>
"""
WORKSPACE = """
{% extends "layout/workspace.html" %}{% load portal %}{% block title %}Стол{% endblock %}
{% block main %}<div class="ws-head"><h1>Сегодня вас ничего не ждёт</h1></div>{% rule_line 412 583 threshold=quorum %}{% endblock %}
"""
HALL = """
{% extends "layout/hall.html" %}{% load portal %}{% block title %}Зал{% endblock %}
{% block hall_top %}<span>XXXVI</span>{% endblock %}
{% block main %}<h1 lang="kk">Кворум бар</h1>{% rule_line 412 583 threshold=quorum in_hall=True %}{% endblock %}
"""
SIGNIN = """
{% extends "layout/signin.html" %}{% block title %}Кіру{% endblock %}{% block main %}<h1 class="h2">Кіру</h1>{% endblock %}
"""


def page(source, **values):
    @login_not_required
    def view(request):
        return HttpResponse(Template(source).render(RequestContext(request, {"quorum": QUORUM, **values})))

    return view


def fragment_now():
    return FRAGMENT % (WORLD.etag, "2036-11-26T11:29:00+05:00")


@login_not_required
def ballot(request):
    from django.utils.safestring import mark_safe

    return page(BALLOT, fragment=mark_safe(fragment_now()), voted=bool(WORLD.votes))(request)


@login_not_required
def fragment(request):
    return HttpResponse(fragment_now())


@login_not_required
def live(request):
    if WORLD.is_lost:
        return HttpResponse(status=503)
    etag = f'"{WORLD.etag}"'
    is_same = request.headers.get("If-None-Match") == etag
    return HttpResponse(status=304 if is_same else 200, headers={"ETag": etag})


@csrf_exempt
@login_not_required
def vote(request):
    if WORLD.is_lost:
        return HttpResponse(status=503)
    WORLD.votes.append(request.POST["choice"])
    return HttpResponseRedirect("/kk/ballot/")


urlpatterns = i18n_patterns(
    path("", include("assembly.common.urls")),
    *[
        path(f"errors/{name}/", login_not_required(TemplateView.as_view(template_name=f"{name}.html")))
        for name in ERRORS
    ],
    path("ballot/", ballot),
    path("fragment/", fragment),
    path("live/", live),
    path("vote/", vote),
    path("workspace/", page(WORKSPACE)),
    path("hall/", page(HALL)),
    path("signin/", page(SIGNIN)),
)
