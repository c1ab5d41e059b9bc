"""Under which addresses does Data answer?"""

from django.urls import include, path

from instep.sources import views
from instep.sources.diet.views import diet
from instep.sources.imports.mending.views import mend

app_name = "sources"
urlpatterns = [
    path("", views.index, name="index"),
    path("events/", include("instep.sources.events.urls")),
    path("connections/", include("instep.sources.connectors.urls")),
    path("posted/", include("instep.sources.posted.urls")),
    path("fields/", diet, name="fields"),
    path("uploads/", views.upload, name="upload"),
    path("uploads/<int:pk>/", include("instep.sources.imports.urls")),
    path("deliveries/<str:batch_id>/", views.delivery, name="delivery"),
    path("deliveries/<str:batch_id>/lines/", views.fated_lines, name="lines"),
    path("deliveries/<str:batch_id>/mends/", mend, name="mend"),
    path("deliveries/<str:batch_id>/refused.csv", views.refused, name="refused"),
    path("deliveries/<str:batch_id>/withdrawal/", views.withdrawal, name="withdrawal"),
]
