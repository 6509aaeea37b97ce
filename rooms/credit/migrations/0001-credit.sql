create schema credit;
grant usage on schema credit to gnomon_app;

-- What is known of a subject: from acts of this city's rooms, from documents of others, from imported registers.
create table credit.fact (
  jurisdiction text not null,
  id uuid not null,
  subject text not null,
  name text not null,
  kind text not null,
  title jsonb not null,
  document text not null,
  on_day date not null,
  until date,
  unit text,
  source text not null,
  act uuid,
  ended_on date,
  ended_why text,
  recorded_at timestamptz not null,
  primary key (jurisdiction, id)
);
create index fact_of_subject on credit.fact (subject);
create index fact_of_document on credit.fact (jurisdiction, subject, document);

-- A listing from its opening on; whether it stands is said by its mark alone (parties.mark), so that display, sharing and measures end together.
create table credit.listing (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  list text not null,
  subject text not null,
  name text not null,
  decision text not null,
  unit text not null,
  mark uuid,
  flags text[] not null default '{}',
  -- The repair that is open, by its number; empty where none is.
  repair text not null default '',
  ended text,
  ended_on date,
  primary key (jurisdiction, case_id)
);
create unique index listing_of_decision on credit.listing (jurisdiction, list, subject, decision) where ended is null or ended <> 'dropped';
create index listing_of_subject on credit.listing (subject);

-- A file of a register as it was taken: what was refused is given back with its reasons.
create table credit.import (
  jurisdiction text not null,
  id uuid not null,
  register text not null,
  sha256 text not null,
  taken int not null,
  warned int not null,
  refused jsonb not null,
  head jsonb not null,
  at timestamptz not null,
  primary key (jurisdiction, id)
);

-- A report as it was given, and who asked for it.
create table credit.report (
  jurisdiction text not null,
  id uuid not null,
  subject text not null,
  content jsonb not null,
  sha256 text not null,
  made_at timestamptz not null,
  asker text not null,
  person_id uuid,
  primary key (jurisdiction, id)
);
create index report_of_subject on credit.report (subject, made_at);

grant select, insert, update on credit.fact, credit.listing to gnomon_app;
grant select, insert on credit.import, credit.report to gnomon_app;
