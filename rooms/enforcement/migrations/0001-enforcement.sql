create schema enforcement;
grant usage on schema enforcement to gnomon_app;

-- Who is in charge of a case. Names stand in no act; the acts say the cards.
create table enforcement.officer (
  jurisdiction text not null,
  case_id uuid not null,
  n int not null,
  person_id uuid not null,
  card text not null,
  primary key (jurisdiction, case_id, n)
);
create index officer_person on enforcement.officer (jurisdiction, person_id);

-- What the city knows of penalties by subject: made from acts by the consumer `enforcement.register`. It answers what an officer must
-- know before filing (行政处罚法 art. 29) and before “first offence” is said (art. 33), and it is the list that everybody reads.
create table enforcement.register (
  number text primary key,
  jurisdiction text not null,
  unit text not null,
  item_code text not null,
  subject text not null,
  act_on date not null,
  filed_at timestamptz not null,
  decided_at timestamptz,
  fine bigint,
  simple boolean not null default false,
  closed boolean not null default false,
  annulled text,
  published jsonb,
  published_at timestamptz,
  shown_until date
);
create index register_subject on enforcement.register (subject, item_code);
create index register_published on enforcement.register (published_at desc, number) where published is not null;

grant select, insert, delete on enforcement.officer to gnomon_app;
grant select, insert, update on enforcement.register to gnomon_app;
