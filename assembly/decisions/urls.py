"""Addresses of the room."""

from django.urls import path

from assembly.decisions.views import considerations, control, decisions, instructions

app_name = "decisions"

urlpatterns = [
    path("", decisions.decisions, name="decisions"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("decisions/<int:pk>/address/", decisions.decision_address, name="decision_address"),
    path("decisions/<int:pk>/publication/", decisions.decision_publication, name="decision_publication"),
    path("decisions/<int:pk>/send/", decisions.decision_send, name="decision_send"),
    path("decisions/<int:pk>/assign/", decisions.decision_assign, name="decision_assign"),
    path("assignments/", control.assignments, name="assignments"),
    path("assignments/<int:pk>/", control.assignment, name="assignment"),
    path("assignments/<int:pk>/accept/", control.assignment_accept, name="assignment_accept"),
    path("assignments/<int:pk>/report/", control.assignment_report, name="assignment_report"),
    path("assignments/<int:pk>/take-off/", control.assignment_take_off, name="assignment_take_off"),
    path("assignments/<int:pk>/publish/", instructions.instruction_publish, name="instruction_publish"),
    path("instructions/", instructions.instruction_list, name="instruction_list"),
    path("instructions/new/", instructions.instruction_new, name="instruction_new"),
    path("instructions/published/", instructions.published_instructions, name="published_instructions"),
    path("reports/<int:pk>/return/", control.report_return, name="report_return"),
    path("considerations/", considerations.considerations, name="considerations"),
    path("considerations/<int:pk>/", considerations.consideration, name="consideration"),
    path(
        "considerations/<int:pk>/receive/", considerations.consideration_receive, name="consideration_receive"
    ),
    path("considerations/<int:pk>/answer/", considerations.consideration_answer, name="consideration_answer"),
    path("cabinet/", considerations.cabinet, name="cabinet"),
]
