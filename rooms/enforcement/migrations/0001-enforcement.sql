create schema enforcement;
grant usage on schema enforcement to gnomon_app;

-- Who is in charge of a case. Names stand in no act; the acts say the cards. Who left keeps standing in it: whoever investigated,
-- though replaced since, neither reviews, presides nor decides (行政处罚法 arts. 43, 58, 64).
create table enforcement.officer (
  jurisdiction text not null,
  case_id uuid not null,
  n int not null,
  person_id uuid not null,
  card text not null,
  left_at timestamptz,
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
  shown_until date,
  -- The words under which a published decision is found, as kernel/catalog cuts them.
  words text[] not null default '{}'
);
create index register_subject on enforcement.register (subject, item_code);
create index register_published on enforcement.register (published_at desc, number) where published is not null;
create index register_by_words on enforcement.register using gin (words) where published is not null;
create index register_of_unit on enforcement.register (unit, published_at desc, number) where published is not null;

grant select, insert on enforcement.officer to gnomon_app;
grant update (left_at) on enforcement.officer to gnomon_app;
grant select, insert, update on enforcement.register to gnomon_app;
