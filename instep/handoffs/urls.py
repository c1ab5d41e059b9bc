"""Under which addresses do hand-offs answer?"""

from django.urls import path

from instep.handoffs import views

app_name = "handoffs"
urlpatterns = [
    path("", views.index, name="index"),
    path("list/", views.listed, name="list"),
    path("became/", views.what_became, name="became"),
    path("rows/", views.behind, name="rows"),
    path("<str:handoff_id>/", views.one, name="handoff"),
    path("<str:handoff_id>/verdict/", views.give, name="verdict"),
    path("<str:handoff_id>/verdict/undo/", views.take_back, name="undo"),
]
