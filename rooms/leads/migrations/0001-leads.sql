create schema leads;
grant usage on schema leads to gnomon_app;

-- By what a lead is found again when another comes of the same event: place, subject, item. The words are in its acts.
create table leads.trace (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  unit text not null,
  subject text not null,
  place text not null,
  item_code text not null,
  seen_on date not null,
  primary key (jurisdiction, case_id)
);
create index trace_subject on leads.trace (jurisdiction, subject);
create index trace_place on leads.trace (jurisdiction, place);
grant select, insert, update on leads.trace to gnomon_app;
