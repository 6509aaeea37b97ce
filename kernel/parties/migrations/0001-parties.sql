create schema parties;
grant usage on schema parties to gnomon_app;

-- Subjects by credit code (uscc:…) or person (person:uuid).
create table parties.subject (
  key text primary key,
  name text not null
);

-- What a list says of a subject: for which purposes, how strongly, on what basis, from when until when, and how it is repaired.
create table parties.mark (
  id uuid primary key,
  subject text not null references parties.subject (key),
  list text not null,
  purposes text[] not null,
  level text not null,
  basis jsonb not null,
  starts_on date not null,
  ends_on date,
  repair jsonb not null,
  set_by text not null,
  lifted_on date
);
create index mark_of_subject on parties.mark (subject);

grant select, insert on parties.subject to gnomon_app;
grant select, insert on parties.mark to gnomon_app;
grant update (lifted_on) on parties.mark to gnomon_app;
grant update (name) on parties.subject to gnomon_app;
