"""What does a form look like that posts to us from any website, without a script?"""

from html import escape

TEXT = """<form method="post" action="{address}" accept-charset="utf-8">
  <label>E-mail <input name="email" type="email" required autocomplete="email"></label>
  <label>First name <input name="first_name" autocomplete="given-name"></label>
  <label>Last name <input name="last_name" autocomplete="family-name"></label>
  <label>Company <input name="company" autocomplete="organization"></label>
  <label>What is it about? <textarea name="message"></textarea></label>
  <!-- Leave this hidden field as it is: only robots fill it in. -->
  <div style="position:absolute;left:-5000px" aria-hidden="true">
    <input name="_honey" tabindex="-1" autocomplete="off">
  </div>
  <button>Send</button>
</form>
"""


def snippet(address: str) -> str:
    return TEXT.format(address=escape(address))
