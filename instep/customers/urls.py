"""Under which addresses do customers answer?"""

from django.urls import path, register_converter

from instep.customers import views
from instep.customers.changing import views as changing
from instep.customers.known import views as known
from instep.customers.pinning import views as pinning
from instep.customers.quality import views as quality
from instep.customers.spelling import InOnePiece, RecordKey

register_converter(InOnePiece, "field")
register_converter(RecordKey, "record_key")
app_name = "customers"
urlpatterns = [
    path("", views.index, name="index"),
    path("search.json", views.search, name="search"),
    path("decisions/", changing.decisions, name="decisions"),
    path("decisions/<int:number>/undo/", changing.undo, name="undo"),
    path("review/", changing.review, name="review"),
    path("known.json", known.known, name="known"),
    path("known/upload/<int:pk>/", known.upload, name="newcomers"),
    path("quality/", quality.quality, name="quality"),
    path("quality/judge/", quality.judge, name="judge"),
    path("quality/judged/<int:number>/undo/", quality.unjudge, name="unjudge"),
    path("compare/", changing.compare, name="compare"),
    path("record/<record_key:key>/", changing.record, name="record"),
    path("<str:id>/", views.customer, name="customer"),
    path("<str:id>/records/", changing.records, name="records"),
    path("<str:id>/field/<field:field>/pin/", pinning.pin, name="pin"),
    path("<str:id>/field/<field:field>/", pinning.field, name="field"),
    path("<str:id>/merge/", changing.merge, name="merge"),
    path("<str:id>/split/", changing.split, name="split"),
]
