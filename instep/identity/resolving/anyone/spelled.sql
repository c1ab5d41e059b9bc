-- One row per record: what it says, in small Latin letters without accents.
--
-- Punctuation stays: an address, a number and a name each read it in their own way.
select
    rid,
    record_id,
    nullif(trim(
        case
            when strlen(columns(* exclude (rid, record_id))) = length(columns(* exclude (rid, record_id)))
                then lower(columns(* exclude (rid, record_id)))
            else strip_accents(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(translate(
                lower(columns(* exclude (rid, record_id))),
                ' 	øđłıðабвгдезийклмнопрстуфыэёіїєґαβγδεζηικλμνξοπρσςτυφωάέήίόύώъь’‘`´',
                '  odlidabvgdeziiklmnoprstufyeeiiegavgdeziiklmnxoprsstyfoaeiioyo'
            ), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'),
            'ш', 'sh'), 'щ', 'shch'), 'ю', 'yu'))
        end
    ), '')
from record
