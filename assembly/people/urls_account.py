"""Addresses of signing in and out; names are allauth's own."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from assembly.people.doors import before_second_factor
from assembly.people.views import me, second_factor

urlpatterns = [
    path("sign-in/", login_not_required(views.login), name="account_login"),
    path("sign-out/", before_second_factor(views.logout), name="account_logout"),
    path("password/", me.password_change, name="account_change_password"),
    path("password/reset/", login_not_required(views.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        login_not_required(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        # The first dash divides: the key has one of its own.
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)/$",
        login_not_required(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        login_not_required(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("confirm/", before_second_factor(second_factor.confirm_by_password), name="account_reauthenticate"),
    path("confirm/code/", before_second_factor(second_factor.confirm_by_code), name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        before_second_factor(second_factor.confirm_by_passkey),
        name="mfa_reauthenticate_webauthn",
    ),
    path("sign-in/code/", second_factor.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", second_factor.passkey_sign_in, name="mfa_login_webauthn"),
    path("second-factor/", before_second_factor(second_factor.index), name="mfa_index"),
    path(
        "second-factor/application/",
        before_second_factor(second_factor.application_set_up),
        name="mfa_activate_totp",
    ),
    path("second-factor/application/remove/", second_factor.application_remove, name="mfa_deactivate_totp"),
    path("second-factor/passkey/", before_second_factor(second_factor.passkey_add), name="mfa_add_webauthn"),
    path("second-factor/passkey/<int:pk>/name/", second_factor.passkey_rename, name="mfa_edit_webauthn"),
    path("second-factor/passkey/<int:pk>/remove/", second_factor.passkey_remove, name="mfa_remove_webauthn"),
    path(
        "second-factor/codes/", before_second_factor(second_factor.codes_show), name="mfa_view_recovery_codes"
    ),
    path("second-factor/codes/new/", second_factor.codes_make, name="mfa_generate_recovery_codes"),
]
