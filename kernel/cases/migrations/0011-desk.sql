-- Who of the post has a case in hand; what officers of a unit note for each other; a unit's own words for its notices.
create table cases.assignee (
  jurisdiction text not null,
  case_id uuid not null,
  person_id uuid not null,
  name text not null,
  since timestamptz not null,
  primary key (jurisdiction, case_id),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create table cases.note (
  jurisdiction text not null,
  case_id uuid not null,
  id uuid not null,
  unit text not null,
  person_id uuid not null,
  name text not null,
  body text not null,
  at timestamptz not null,
  primary key (jurisdiction, id),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create index note_of_case on cases.note (jurisdiction, case_id, at);
create table cases.phrase (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  title text not null,
  body text not null,
  at timestamptz not null,
  primary key (jurisdiction, id)
);
create index phrase_of_unit on cases.phrase (jurisdiction, unit, title);
create table cases.filter (
  jurisdiction text not null,
  person_id uuid not null,
  id uuid not null,
  name text not null,
  address text not null,
  primary key (jurisdiction, id)
);
create index filter_of_person on cases.filter (jurisdiction, person_id, name);
grant select, insert, update, delete on cases.assignee, cases.phrase, cases.filter to gnomon_app;
grant select, insert on cases.note to gnomon_app;
