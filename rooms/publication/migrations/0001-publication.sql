create schema publication;
grant usage on schema publication to gnomon_app;

-- What was published, as catalogue, feed and lists show it; the content stands in the act that published it.
create table publication.entry (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  unit text not null,
  item text not null,
  title text not null,
  summary text not null,
  published_at timestamptz not null,
  until date,
  withdrawn_on date,
  why text,
  amends text,
  amended_by text,
  primary key (jurisdiction, case_id)
);
create unique index entry_number on publication.entry (jurisdiction, number);
create index entry_item on publication.entry (jurisdiction, item, published_at desc);
create index entry_published on publication.entry (jurisdiction, published_at desc);
grant select, insert on publication.entry to gnomon_app;
grant update (withdrawn_on, why, amended_by) on publication.entry to gnomon_app;

-- What is due: a row from when it was made until it is published, so that the catalogue can say what is late; duties of a year once.
create table publication.duty (
  jurisdiction text not null,
  case_id uuid not null,
  item text not null,
  unit text not null,
  due date not null,
  -- Of a yearly duty: its row and year; nothing opens it twice.
  yearly text,
  published_on date,
  primary key (jurisdiction, case_id)
);
create unique index duty_yearly on publication.duty (jurisdiction, yearly) where yearly is not null;
create index duty_open on publication.duty (jurisdiction, item, due) where published_on is null;
grant select, insert on publication.duty to gnomon_app;
grant update (published_on) on publication.duty to gnomon_app;
