"""Under which addresses do definitions answer?"""

from django.urls import path

from instep.definitions import views
from instep.definitions.agreeing import views as agreeing
from instep.definitions.answers import views as answers
from instep.definitions.backtest import views as backtest
from instep.definitions.blind import views as blind
from instep.definitions.editing import views as editing

app_name = "definitions"
urlpatterns = [
    path("", views.index, name="index"),
    path("search.json", views.search, name="search"),
    path("comparisons/", blind.comparisons, name="comparisons"),
    path("comparisons/new/", blind.open_comparison, name="open_comparison"),
    path("comparisons/<int:number>/", blind.comparison, name="comparison"),
    path("comparisons/<int:number>/rows/", blind.comparison_rows, name="comparison_rows"),
    path("comparisons/<int:number>/draft/", blind.negotiate, name="negotiate"),
    path("comparisons/<int:number>/<slug:team>/", blind.entry, name="entry"),
    path("answers/<str:person_id>/", answers.answers, name="answers"),
    path("packs/", editing.ready_made, name="packs"),
    path("glossary/", views.glossary, name="glossary"),
    path("schema.json", views.schema_file, name="schema"),
    path("capacity/", backtest.capacity, name="capacity"),
    path("new/", editing.new, name="new"),
    path("<slug:name>/", views.show, name="show"),
    path("<slug:name>/rows/", views.rows, name="rows"),
    path("<slug:name>/backtest/", backtest.backtest, name="backtest"),
    path("<slug:name>/backtest/rows/", backtest.backtest_rows, name="backtest_rows"),
    path("<slug:name>/draft/", editing.draft, name="draft"),
    path("<slug:name>/draft/file/", editing.as_file, name="draft_file"),
    path("<slug:name>/draft/proposal/", editing.propose, name="propose"),
    path("<slug:name>/draft/forgotten/", editing.forgotten, name="forget"),
    path("<slug:name>/versions/", agreeing.versions, name="versions"),
    path("<slug:name>/versions/<int:version>/", agreeing.proposal, name="proposal"),
    path("<slug:name>/versions/<int:version>/signatures/", agreeing.signatures, name="signatures"),
]
