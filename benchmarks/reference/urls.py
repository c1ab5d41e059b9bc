"""One address: a call, or a batch of them."""

import base64
import json

from django.http import HttpRequest, JsonResponse
from django.urls import path

from benchmarks.reference.models import Event


def take(request: HttpRequest) -> JsonResponse:
    base64.b64decode(request.headers["Authorization"].split()[1])
    said = json.loads(request.body)
    for call in said.get("batch", [said]):
        found = {"type": call["type"], "said": call}
        Event.objects.get_or_create(message_id=call["messageId"], defaults=found)
    return JsonResponse({"success": True})


urlpatterns = [path("v1/track", take), path("v1/batch", take)]
