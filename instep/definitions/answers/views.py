"""Where does somebody note what a conversation found out?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from instep.definitions.access import tables
from instep.definitions.answers.forms import AnswerForm
from instep.definitions.models import Answer
from instep.definitions.rule import TOPICS
from instep.definitions.wording import TOPICS as SAID
from instep.team.access import Request, everyone

CALLED = "select full_name from identity.person where person_id = $person_id"


@everyone
def answers(request: Request, person_id: str) -> HttpResponse:
    """GET: what is known and how. POST: one more answer; the newest to each question counts from the next build on."""
    named = tables().select(CALLED, person_id=person_id)
    if not named:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"holds": form.cleaned_data["holds"] == "yes"}
        Answer.objects.create(person_id=person_id, said_by=request.user, said_at=timezone.now(), **said)
        messages.success(request, _("Noted. Definitions that ask for it follow with the next build."))
        return redirect("definitions:answers", person_id)
    given = Answer.objects.filter(person_id=person_id).select_related("said_by").order_by("-pk")
    newest = {each.topic: each for each in reversed(given)}
    shown = {
        "person_id": person_id,
        "label": named[0]["full_name"],
        "topics": [(topic, SAID[topic], newest.get(topic)) for topic in TOPICS],
        "next_topic": form["topic"].value() or next((topic for topic in TOPICS if topic not in newest), TOPICS[0]),
        "given": given,
        "form": form,
    }
    return render(request, "definitions/answers.html", shown, status=422 if request.POST else 200)
