-- One row per record on which a pin may hang and the one on which it hangs first.
select record_key, first_record as key
from decided.pin
