"""Addresses of the room: first those of the workspace, then the public ones, whose first part is a region's code."""

from django.urls import path

from regions.views import colleagues, inside, public, reports, sittings

app_name = "regions"

urlpatterns = [
    path("", public.region_list, name="region_list"),
    path("work/", inside.work, name="work"),
    path("work/figures/", inside.figures, name="figures"),
    path("work/own/", inside.own, name="own"),
    path("work/<slug:code>/", inside.region_inside, name="region_inside"),
    path("work/<slug:code>/colleague/", colleagues.colleague_new, name="colleague_new"),
    path("work/<slug:code>/meetings/new/", sittings.sitting_new, name="sitting_new"),
    path("work/<slug:code>/council/new/", sittings.council_seat_new, name="council_seat_new"),
    path("council-seats/<int:pk>/end/", sittings.council_seat_end, name="council_seat_end"),
    path("colleagues/<int:grant_id>/end/", colleagues.colleague_end, name="colleague_end"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/draft/", reports.draft, name="draft"),
    path("reports/<int:pk>/attach/", reports.attach, name="attach"),
    path("reports/<int:pk>/files/<int:file_id>/take-off/", reports.take_off, name="file_take_off"),
    path("reports/<int:pk>/send/", reports.send, name="report_send"),
    path("reports/<int:pk>/return/", reports.give_back, name="report_return"),
    path("reports/<int:pk>/accept/", reports.accept, name="report_accept"),
    path("<slug:code>/", public.region_page, name="region_page"),
    path("<slug:code>/reports/<slug:quarter>/", public.published_report, name="published_report"),
]
