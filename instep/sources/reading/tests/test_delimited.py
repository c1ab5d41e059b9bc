"""The reader is right or says what it refused: delimiters, quotes, lines, headers."""

from pathlib import Path

import pytest

from instep.sources.reading import Reading, Unreadable, read
from instep.sources.reading.names import unique_names


def reading(tmp_path: Path, text: str | bytes, name: str = "file.csv") -> Reading:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    (found,) = read(path)
    assert found.received == found.rows.num_rows + len(found.refused)
    return found


def values(found: Reading) -> list[list[str]]:
    return [list(row.values()) for row in found.rows.drop(["line"]).to_pylist()]


def refusals(found: Reading) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in found.refused]


def test_an_extra_delimiter_before_an_empty_last_column_is_refused_and_shifts_nothing(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,name,city,note\n1,Ana,Lima,\n2,Ben,,Rome,\n3,Chi,Hanoi,\n")
    assert values(found) == [["1", "Ana", "Lima", ""], ["3", "Chi", "Hanoi", ""]]
    assert refusals(found) == [(3, "has 5 fields where the header has 4")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "\x1f", "^", "~"])
def test_any_delimiter_is_recognised(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "name", "since"], ["01", "Ana Pérez", "2024-01-31"], ["02", "Ben", "2024-02-01"]]
    found = reading(tmp_path, "\n".join(delimiter.join(row) for row in rows))
    assert found.columns == ("id", "name", "since")
    assert values(found) == rows[1:]
    assert found.dialect.delimiter == delimiter


def test_two_apostrophes_in_one_record_are_no_quotes_of_the_file(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,name,amount,on\n1,Ana,10,2024-08-12\n2,Ben,36,2024-06-17\n3,'',80,''\n")
    assert values(found)[-1:] == [["3", "''", "80", "''"]]


def test_a_decimal_comma_does_not_make_the_comma_the_delimiter(tmp_path: Path) -> None:
    found = reading(tmp_path, "name;amount;share\nAna;1,50;0,25\nBen;2,75;0,5\n")
    assert values(found) == [["Ana", "1,50", "0,25"], ["Ben", "2,75", "0,5"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_encoding_is_recognised(tmp_path: Path, encoding: str) -> None:
    text = "name,city\nJosé Núñez,Málaga\nZoë Bäcker,Düsseldorf\nFrançois Lefèvre,Besançon\n"
    found = reading(tmp_path, text.encode(encoding))
    assert values(found)[0] == ["José Núñez", "Málaga"]
    assert values(found)[2] == ["François Lefèvre", "Besançon"]


def test_a_few_lines_that_are_not_utf8_are_refused_alone(tmp_path: Path) -> None:
    lines = [f"{number},Gràcia Nuñez".encode() for number in range(50)]
    lines[20] = b"20,Gr\xe0cia"
    found = reading(tmp_path, b"id,name\n" + b"\n".join(lines))
    assert found.rows.num_rows == 49
    assert [one.line for one in found.refused] == [22]


def test_line_ends_of_all_three_kinds_may_be_mixed(tmp_path: Path) -> None:
    found = reading(tmp_path, b"a,b\r\n1,2\n3,4\r5,6")
    assert values(found) == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert found.dialect.newline == "mixed"


def test_a_record_knows_the_line_where_it_starts(tmp_path: Path) -> None:
    found = reading(tmp_path, 'a,b\n1,"x\ny"\n\n2,z\n')
    assert found.rows.column("line").to_pylist() == [2, 5]


def test_a_quote_that_never_closes_refuses_its_own_line_only(tmp_path: Path) -> None:
    found = reading(tmp_path, 'a,b\n1,x\n2,"y\n3,z\n4,w\n')
    assert values(found) == [["1", "x"], ["3", "z"], ["4", "w"]]
    assert refusals(found) == [(3, "a quote is opened and never closed")]


def test_text_after_a_closing_quote_is_refused(tmp_path: Path) -> None:
    found = reading(tmp_path, 'a,b\n1,"x" y\n2,z\n')
    assert refusals(found) == [(2, "text follows a closing quote")]
    assert values(found) == [["2", "z"]]


def test_a_backslash_can_escape_a_quote_and_stays_elsewhere(tmp_path: Path) -> None:
    found = reading(tmp_path, 'id,said\n1,"she said \\"no\\", twice"\n2,"C:\\dir"\n')
    assert values(found) == [["1", 'she said "no", twice'], ["2", "C:\\dir"]]


def test_single_quotes_can_be_the_quotes(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,name\n1,'Pérez, Ana'\n2,'Ben'\n")
    assert values(found) == [["1", "Pérez, Ana"], ["2", "Ben"]]


def test_lines_above_the_table_are_mentioned_and_are_no_records(tmp_path: Path) -> None:
    found = reading(tmp_path, "Report of sales\nmade on 2024-01-01\n\nid,name,amount\n1,Ana,5\n2,Ben,6\nTotal,11\n")
    assert values(found) == [["1", "Ana", "5"], ["2", "Ben", "6"]]
    assert found.dialect.header_line == 4
    assert "Report of sales" in found.notes[-1]
    assert refusals(found) == [(7, "has 2 fields where the header has 3")]


def test_a_file_without_a_header_gets_numbered_columns(tmp_path: Path) -> None:
    found = reading(tmp_path, "1,Ana,2024-01-01\n2,Ben,2024-01-02\n3,Chi,2024-01-03\n")
    assert found.columns == ("column_1", "column_2", "column_3")
    assert found.rows.num_rows == 3
    assert found.dialect.header_line is None


def test_names_that_repeat_or_are_missing_become_unique(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,Email,email,,line\n1,a@x.io,b@x.io,5,6\n")
    assert found.columns == ("id", "Email", "email_2", "column_4", "line_2")
    assert len(found.notes) == 3


def test_leading_zeros_zeros_and_blanks_stay(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,zip,count\n007, 0123 ,0\n")
    assert values(found) == [["007", " 0123 ", "0"]]


def test_a_header_below_records_begins_another_table(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("id,n\n1,2\n3,4\nid,n\n5,6\n")
    first, second = read(path)
    assert (values(first), values(second)) == ([["1", "2"], ["3", "4"]], [["5", "6"]])
    assert second.dialect.header_line == 4


def test_a_header_that_stands_above_each_page_is_refused(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,n\n1,2\nid,n\n3,4\nid,n\n5,6\n")
    assert values(found) == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert refusals(found) == [(3, "repeats the header"), (5, "repeats the header")]


def test_a_header_said_twice_is_refused_once(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,n\nid,n\n1,2\n3,4\n")
    assert (values(found), refusals(found)) == ([["1", "2"], ["3", "4"]], [(2, "repeats the header")])


def test_a_header_that_does_not_fit_the_records_is_refused_and_nothing_is_named_wrongly(tmp_path: Path) -> None:
    found = reading(tmp_path, "name,amount\n1,Ana,5\n2,Ben,6\n3,Chi,7\n")
    assert values(found) == [["1", "Ana", "5"], ["2", "Ben", "6"], ["3", "Chi", "7"]]
    assert found.columns == ("column_1", "column_2", "column_3")
    assert refusals(found) == [(1, "looks like the names of the columns, but has 2 where the records have 3")]


def test_columns_aligned_by_blanks_are_read(tmp_path: Path) -> None:
    found = reading(tmp_path, "id    date      sum\n 0001  19970101  1.50\n 0002  19970112 12.00\n", "orders.txt")
    assert values(found) == [["0001", "19970101", "1.50"], ["0002", "19970112", "12.00"]]


def test_prose_is_not_a_table(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not a table"):
        reading(tmp_path, "This is a licence.\nIt says much, and more.\n\nAnd ends.\n", "LICENSE")


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="empty"):
        reading(tmp_path, "\n")


@pytest.mark.parametrize(
    ("encoding", "name", "city"),
    [
        ("cp1252", "José", "Málaga"),
        ("cp1250", "Łukasz Żółć", "Gdańsk"),
        ("cp1250", "Tomáš Růžička", "Plzeň"),
        ("cp1251", "Иван Петров", "Москва"),
        ("cp1253", "Γιώργος Παπαδόπουλος", "Αθήνα"),
        ("cp932", "田中太郎", "東京"),
        ("gb18030", "王小明、李红、张伟的公司", "北京市朝阳区"),
        ("euc_kr", "김철수", "서울"),
    ],
)
def test_older_encodings_are_told_by_their_letters_and_noted(
    tmp_path: Path, encoding: str, name: str, city: str
) -> None:
    found = reading(tmp_path, f"id,name,city\n1,{name},{city}\n".encode(encoding))
    assert values(found) == [["1", name, city]]
    assert "not UTF-8" in found.notes[0]


def test_many_columns_of_one_name_are_told_apart_at_once() -> None:
    names, notes = unique_names(["x"] * 20_000)
    assert (len(set(names)), names[1], len(notes)) == (20_000, "x_2", 19_999)
    assert unique_names(["a", "a", "A_2", "a"])[0] == ("a", "a_3", "A_2", "a_4")
