"""Under which addresses does the journey answer?"""

from django.urls import path

from instep.journey import views
from instep.journey.designed import views as designed
from instep.journey.designed.actual import views as actual
from instep.journey.designed.agreeing import views as agreeing
from instep.journey.designed.ordering import views as ordering

app_name = "journey"
urlpatterns = [
    path("", views.index, name="index"),
    path("rows/", views.people_rows, name="people"),
    path("rows/steps/", views.step_rows, name="steps"),
    path("rows/stays/", views.stay_rows, name="stays"),
    path("rows/opportunities/", views.opportunity_rows, name="opportunities"),
    path("map/", designed.journey_map_page, name="map"),
    path("ways/", actual.ways, name="ways"),
    path("ways/moves/", actual.mover_rows, name="movers"),
    path("ways/people/", actual.course_rows, name="coursers"),
    path("map/journey.yaml", designed.map_text, name="map_text"),
    path("map/journey.xlsx", designed.map_workbook, name="map_workbook"),
    path("map/journey.svg", designed.map_drawing, name="map_drawing"),
    path("map/journey.mmd", designed.map_mermaid, name="map_mermaid"),
    path("map/touchpoints/<str:slug>/", designed.touchpoint, name="touchpoint"),
    path("map/touchpoints/<str:slug>/remarks/", designed.remarks, name="remarks"),
    path("map/touchpoints/<str:slug>/people/", designed.visitor_rows, name="visitors"),
    path("map/answers/<slug:kind>/", designed.answer_rows, name="answers"),
    path("map/order/", ordering.order, name="order"),
    path("map/proposals/", agreeing.proposals, name="proposals"),
    path("map/proposals/<int:version>/", agreeing.proposal, name="proposal"),
    path("map/proposals/<int:version>/signatures/", agreeing.signatures, name="signatures"),
]
