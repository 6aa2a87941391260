"""Where everybody reads what the Council published."""

from django.urls import reverse

from assembly.documents.models import Act
from expert_council.models import OpinionRequest


def page_of_act(act: Act) -> str:
    """Return the public page of the opinion that an act is, or an empty string."""
    found = OpinionRequest.objects.published().filter(act=act).only("pk").first()
    return reverse("expert_council:public_opinion", args=[found.pk]) if found else ""
