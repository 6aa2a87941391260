"""Addresses of the room."""

from django.urls import path

from secretariat.views import acts, appeals, due, public

app_name = "secretariat"

urlpatterns = [
    path("due/", due.due_list, name="due_list"),
    path("due/export/", due.due_export, name="due_export"),
    path("appeals/send/", public.appeal_send, name="appeal_send"),
    path("appeals/receipt/", public.appeal_receipt, name="appeal_receipt"),
    path("appeals/follow/", public.appeal_follow, name="appeal_follow"),
    path("appeals/follow/state/", public.appeal_state, name="appeal_state"),
    path("appeals/follow/answer/", public.appeal_answer, name="appeal_answer"),
    path("appeals/follow/leave/", public.appeal_leave, name="appeal_leave"),
    path("appeals/", appeals.appeal_list, name="appeal_list"),
    path("appeals/export/", appeals.appeal_export, name="appeal_export"),
    path("appeals/figures/", appeals.appeal_figures, name="appeal_figures"),
    path("appeals/figures/export/", appeals.appeal_figures_export, name="appeal_figures_export"),
    path("appeals/register/", acts.appeal_register, name="appeal_register"),
    path("appeals/<int:appeal_id>/", appeals.appeal_card, name="appeal_card"),
    path("appeals/<int:appeal_id>/number/", appeals.appeal_number, name="appeal_number"),
    path("appeals/<int:appeal_id>/accept/", acts.appeal_accept, name="appeal_accept"),
    path("appeals/<int:appeal_id>/redirect/", acts.appeal_redirect, name="appeal_redirect"),
    path("appeals/<int:appeal_id>/executor/", acts.appeal_executor, name="appeal_executor"),
    path("appeals/<int:appeal_id>/extend/", acts.appeal_extend, name="appeal_extend"),
    path("appeals/<int:appeal_id>/draft/", acts.appeal_draft, name="appeal_draft"),
    path("appeals/<int:appeal_id>/sign/", acts.appeal_sign, name="appeal_sign"),
    path("appeals/<int:appeal_id>/note/", acts.appeal_note, name="appeal_note"),
    path("appeals/<int:appeal_id>/code/", acts.appeal_renew_code, name="appeal_renew_code"),
    path("appeals/<int:appeal_id>/told/<int:notice_id>/", acts.appeal_told, name="appeal_told"),
]
