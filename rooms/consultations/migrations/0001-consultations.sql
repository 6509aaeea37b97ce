create schema consultations;
grant usage on schema consultations to gnomon_app;

-- What lists, duplicates and outside channels ask of a ticket: made with its acts; the words are in them alone.
create table consultations.ticket (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  class text not null,
  unit text not null,
  district text,
  place text not null,
  lat double precision,
  long double precision,
  state text not null,
  open boolean not null,
  requested_at timestamptz not null,
  updated_at timestamptz not null,
  expected_on date,
  merged_into text,
  primary key (jurisdiction, case_id)
);
create unique index ticket_number on consultations.ticket (jurisdiction, number);
create index ticket_requested on consultations.ticket (jurisdiction, requested_at desc);
create index ticket_place on consultations.ticket (jurisdiction, class, place);
create index ticket_merged on consultations.ticket (jurisdiction, merged_into) where merged_into is not null;
grant select, insert on consultations.ticket to gnomon_app;
grant update (class, unit, state, open, updated_at, expected_on, merged_into) on consultations.ticket to gnomon_app;

-- Questions that were published, written for everybody.
create table consultations.answer (
  jurisdiction text not null,
  number text not null,
  title text not null,
  question text not null,
  answer text not null,
  class text not null,
  unit text not null,
  published_on date not null,
  primary key (jurisdiction, number)
);
create index answer_published on consultations.answer (jurisdiction, published_on desc, number desc);
grant select, insert on consultations.answer to gnomon_app;

-- Channels that send requests in, by the digest of their key.
create table consultations.client (
  jurisdiction text not null,
  client text not null,
  name text not null,
  key_sha256 text not null,
  admitted_on date not null,
  ended_on date,
  primary key (jurisdiction, client)
);
create unique index client_key on consultations.client (jurisdiction, key_sha256);
grant select, insert on consultations.client to gnomon_app;
grant update (ended_on) on consultations.client to gnomon_app;
