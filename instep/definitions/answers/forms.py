"""What does somebody note about a person?"""

from django import forms

from instep.definitions.rule import TOPICS


class AnswerForm(forms.Form):
    topic = forms.ChoiceField(choices=[(topic, topic) for topic in TOPICS])
    holds = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    evidence = forms.CharField(max_length=500)
