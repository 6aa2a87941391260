"""The room `assembly.people` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.people"
    label = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the registries: rights, letters, sentences, names of actors, menu, bell, desk."""
        from assembly.audit.sentences import register_names
        from assembly.common import navigation
        from assembly.common.flow import register_flow
        from assembly.people import (
            checks,  # noqa: F401  -- registers its checks
            menu,
            merging,
            messages,
            messages_addresses,
            messages_persons,
            sentences,
            sign_ins,
        )
        from assembly.people.desk import register_desk_source
        from assembly.people.duties import undelivered, waiting_for_second
        from assembly.people.rotation import register_reseal
        from assembly.people.selectors import names_of_users, unread_of
        from assembly.people.services.factor_reset import register_factor_reset
        from assembly.people.services.paired import PAIRED_FLOW
        from assembly.people.services.resealing import reseal_letters

        messages.register()
        messages_addresses.register()
        messages_persons.register()
        register_factor_reset()
        register_reseal("people.letters", reseal_letters)
        sentences.register()
        sign_ins.connect()
        merging.register()
        register_names(names_of_users)
        register_desk_source(undelivered)
        register_desk_source(waiting_for_second)
        register_flow("act for two persons", PAIRED_FLOW)
        navigation.register_bell("people:notice_list", unread_of)
        menu.register_menu()
