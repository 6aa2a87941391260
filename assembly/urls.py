"""All addresses of the portal. The language is the first part of every page's path."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from assembly.portal.neutral import permanent_address, to_default_language
from assembly.portal.views import health

# One door to sign in by: the admin's own has no limit of attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", to_default_language, name="root"),
    path("d/<str:code>", permanent_address, name="permanent_address"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/", include("assembly.api.urls")),
    path("system/", admin.site.urls),
]
urlpatterns += i18n_patterns(
    path("", include("assembly.portal.urls")),
    path("", include("assembly.common.urls")),
    path("account/", include("assembly.people.urls_account")),
    path("people/", include("assembly.people.urls")),
    path("outbox/", include("assembly.people.urls_outbox")),
    path("audit/", include("assembly.people.urls_audit")),
    path("documents/", include("assembly.documents.urls")),
    path("registers/", include("assembly.bodies.urls")),
    path("calendar/", include("assembly.deadlines.urls")),
    path("chairman/", include("assembly.chairman.urls")),
    path("meetings/", include("assembly.meetings.urls")),
    path("polls/", include("assembly.voting.urls")),
    path("control/", include("assembly.decisions.urls")),
    path("sessions/", include("sessions.urls")),
    path("council/", include("council.urls")),
    path("regions/", include("regions.urls")),
    path("experts/", include("expert_council.urls")),
    path("programmes/", include("secretariat.programmes.urls")),
    path("formations/", include("secretariat.formations.urls")),
    path("secretariat/", include("secretariat.urls")),
    prefix_default_language=True,
)
