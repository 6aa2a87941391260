"""The pages of the frame alone, so that the frame is tested without the rooms."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

ERRORS = ("400", "403", "403_csrf", "404", "500")


def shown(template):
    return login_not_required(TemplateView.as_view(template_name=template))


urlpatterns = i18n_patterns(
    path("", include("assembly.common.urls")),
    *[path(f"errors/{name}/", shown(f"{name}.html")) for name in ERRORS],
)
