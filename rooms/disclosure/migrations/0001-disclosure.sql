create schema disclosure;
grant usage on schema disclosure to gnomon_app;

-- What the yearly report counts: one row a request, written with its acts.
create table disclosure.request (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  unit text not null,
  category text not null,
  received_on date not null,
  replied_on date,
  row text,
  primary key (jurisdiction, case_id)
);
create index request_of_unit on disclosure.request (jurisdiction, unit, received_on);
grant select, insert on disclosure.request to gnomon_app;
grant update (received_on, replied_on, row) on disclosure.request to gnomon_app;
