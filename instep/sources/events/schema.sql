-- What the collector knows. Moments are microseconds since 1970 in UTC.
create table if not exists seen (
    digest blob primary key
) without rowid;

create table if not exists event (
    seq integer primary key autoincrement,
    source text not null,
    key_id text not null,
    trust text not null,
    received_at integer not null,
    message_id text not null,
    type text not null,
    name text,
    told text not null,
    said text not null
);

create index if not exists event_by_source on event (source, seq);

create table if not exists quarantine (
    place integer primary key autoincrement,
    digest blob not null unique,
    source text not null,
    key_id text not null,
    trust text not null,
    received_at integer not null,
    sent_at text,
    type text,
    name text,
    why text not null,
    request text not null,
    said blob not null
);

create index if not exists quarantine_by_key on quarantine (key_id, place);

create table if not exists repeat (
    place integer primary key autoincrement,
    source text not null,
    key_id text not null,
    received_at integer not null,
    message_id text not null,
    type text not null,
    name text
);

create table if not exists tally (
    on_day text not null,
    source text not null,
    key_id text not null,
    received_count integer not null,
    stored_count integer not null,
    duplicate_count integer not null,
    quarantined_count integer not null,
    primary key (on_day, source, key_id),
    check (received_count = stored_count + duplicate_count + quarantined_count),
    check (min(stored_count, duplicate_count, quarantined_count) >= 0)
) without rowid;

create table if not exists turned_away (
    on_day text not null,
    status integer not null,
    request_count integer not null,
    primary key (on_day, status)
) without rowid;

create table if not exists delivery (
    batch_id text primary key,
    source text not null,
    first_seq integer not null,
    last_seq integer not null,
    received_at integer not null,
    is_settled integer not null default 0
) without rowid;

create table if not exists salt (
    on_day text primary key,
    salt blob not null
) without rowid;
