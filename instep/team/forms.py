"""Who is named to sign for a team, or no longer?"""

from django import forms

from instep.team.models import User
from instep.team.signature import SIGNING_TEAMS


class SignatoryForm(forms.Form):
    team = forms.ChoiceField(choices=[(team, team) for team in SIGNING_TEAMS])
    person = forms.ModelChoiceField(queryset=User.objects.filter(is_active=True).exclude(role=""))
    may_sign = forms.BooleanField(required=False)
