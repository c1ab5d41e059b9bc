"""Which pages show how good the joins are, and let people judge a sample of pairs?"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.customers.changing.views import DECIDING
from instep.customers.quality.report import Words, report
from instep.customers.quality.side_by_side import side_by_side
from instep.customers.quality.strata import next_pair, sample, scores, sizes, wanted
from instep.identity.models import Judgement
from instep.identity.pairs import DIFFERENT, SAME
from instep.team.access import Request, everyone, may
from instep.warehouse import current

COSTS = (1, 2, 5, 10, 20, 50, 100)


@everyone
def quality(request: Request) -> HttpResponse:
    asked = request.GET.get("cost", "")
    cost = int(asked) if asked in map(str, COSTS) else 5
    found = report(current(settings.HOME), judged_words(), cost)
    about = {"report": found, "costs": COSTS, "may_judge": request.user.role in DECIDING}
    return render(request, "customers/quality.html", about)


@may(*DECIDING)
def judge(request: Request) -> HttpResponse:
    """One pair at a time, without what the model says of it: nobody is to be led."""
    if request.method == "POST":
        keep(request)
        return redirect("customers:judge")
    tables, words = current(settings.HOME), judged_words()
    pair = next_pair(sample(tables), words)
    about = {"pair": pair, "judged_count": len(words), "wanted_count": wanted(sizes(scores(tables)))}
    rows = side_by_side(tables, *pair.pair) if pair else []
    return render(request, "customers/judge.html", about | {"rows": rows})


def keep(request: Request) -> None:
    one, other, word = (request.POST.get(name, "") for name in ("one", "other", "word"))
    if not any(pair.pair == (one, other) for pair in sample(current(settings.HOME))):
        messages.warning(request, _("These two are not in the sample any more."))
        return
    kept = Judgement.objects.create(
        record_a=one,
        record_b=other,
        word=word if word in (SAME, DIFFERENT) else "",
        is_untold=word not in (SAME, DIFFERENT),
        **by(request),
    )
    messages.success(request, _("Kept."), extra_tags=reverse("customers:unjudge", args=[kept.pk]))


@may(*DECIDING)
@require_POST
def unjudge(request: Request, number: int) -> HttpResponse:
    """Leads may take any word back, others what they said themselves."""
    said = get_object_or_404(Judgement, pk=number)
    if not (request.user.leads or said.judged_by == request.user):
        messages.warning(request, _("Only a lead or whoever said it can take it back."))
        return redirect("customers:judge")
    Judgement.objects.create(record_a=said.record_a, record_b=said.record_b, **by(request))
    return redirect("customers:judge")


def by(request: Request) -> dict[str, object]:
    name = request.user.get_full_name() or request.user.username
    return {"judged_by": request.user, "judged_by_name": name, "judged_at": timezone.now()}


def judged_words() -> Words:
    return {pair: each.says_same for pair, each in Judgement.standing().items()}
