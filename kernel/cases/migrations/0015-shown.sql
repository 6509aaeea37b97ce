-- What everybody may read of a case in the list of its kind: a row that its kind makes of its acts, written with its standing. Kinds
-- without such a list have none. Numbers that a list can be put in order by stand in columns; words, and what its filters ask, in one
-- array (`=method:open`), so that one index finds them together.
create table cases.shown (
  jurisdiction text not null,
  case_id uuid not null,
  kind text not null,
  number text not null,
  unit text not null,
  opened_at timestamptz not null,
  key1 double precision not null,
  key2 double precision not null,
  key3 double precision not null,
  words text[] not null,
  said jsonb not null,
  primary key (jurisdiction, case_id),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create index shown_by_opening on cases.shown (kind, opened_at, number);
create index shown_by_number on cases.shown (kind, number);
create index shown_by_key1 on cases.shown (kind, key1, number);
create index shown_by_key2 on cases.shown (kind, key2, number);
create index shown_by_key3 on cases.shown (kind, key3, number);
create index shown_by_words on cases.shown using gin (words);
grant select, insert, update, delete on cases.shown to gnomon_app;
