"""Which words say what kind of company or street it is, and not which one?"""

LEGAL_FORMS = (
    "( (and co|co|inc|incorporated|llc|llp|lp|ltd|limited|ltda|corp|corporation|company|plc|pllc|pty|gmbh|mbh|ag|kg"
    "|kgaa|ohg|ug|gbr|ev|ek|se|aktiengesellschaft|sarl|sas|sasu|sa|eurl|sci|snc|sl|slu|sau|sll|spa|srl|srls|bv|nv|vof|cv|bvba|ab|oy|oyj"
    "|as|asa|aps|kft|zrt|nyrt|doo|sro|pte|pvt|private limited|sdn bhd|bhd|kk|jsc|ojsc|lda|eireli))+$"
)
STREET_WORDS = (
    r"(str\.|strasse|\b(street|st|avenue|ave|road|rd|blvd|boulevard|lane|ln|close|cl|way|wy|drive|dr|court|ct|place|pl"
    r"|crescent|cres|circuit|rue|calle|via|c|de|la)\b)"
)
