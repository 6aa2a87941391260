"""Addresses of signing in and out; names are allauth's own."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

urlpatterns = [
    path("sign-in/", login_not_required(views.login), name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("password/", views.password_change, name="account_change_password"),
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
]
