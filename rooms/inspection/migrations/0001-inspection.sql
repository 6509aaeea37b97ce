create schema inspection;
grant usage on schema inspection to gnomon_app;

-- What may be inspected, with its figures and its chart, as published; the row in force on a day is the last one from before it.
create table inspection.list (
  number int primary key,
  id uuid not null unique,
  content jsonb not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  chart_digest text not null,
  from_day date not null,
  published_at timestamptz not null
);

-- Whom a unit may inspect: the pool from which it draws.
create table inspection.subject (
  jurisdiction text not null,
  unit text not null,
  uscc text not null,
  name text not null,
  address text not null,
  fields text[] not null,
  risk text not null check (risk in ('A', 'B', 'C', 'D')),
  active boolean not null default true,
  primary key (jurisdiction, unit, uscc)
);

create table inspection.plan (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  year int not null,
  title text not null,
  lines jsonb not null,
  state text not null check (state in ('proposed', 'approved', 'returned')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  opinion text,
  primary key (jurisdiction, id)
);

-- A line of an approved plan, carried out: one draw.
create table inspection.task (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  plan uuid not null,
  line int not null,
  draw uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  drawn_at timestamptz,
  primary key (jurisdiction, id),
  unique (jurisdiction, plan, line),
  foreign key (jurisdiction, plan) references inspection.plan (jurisdiction, id)
);
create unique index task_by_draw on inspection.task (jurisdiction, draw);

-- Officers who step back before anything is drawn: from the whole task, or from one subject.
create table inspection.recusal (
  jurisdiction text not null,
  task uuid not null,
  card text not null,
  uscc text not null default '',
  reason text not null,
  declared_at timestamptz not null,
  primary key (jurisdiction, task, card, uscc),
  foreign key (jurisdiction, task) references inspection.task (jurisdiction, id)
);

-- A visit as lists, the yearly cap and the page behind the QR code ask for it. It follows from the acts of its case (checks.ts).
create table inspection.visit (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  task uuid,
  unit text not null,
  units text[] not null,
  uscc text not null,
  name text not null,
  cause text not null,
  items text[] not null,
  token text not null,
  opened_at timestamptz not null,
  window_from date,
  window_to date,
  visited_at timestamptz,
  conclusion text,
  published_at timestamptz,
  dropped boolean not null default false,
  primary key (jurisdiction, case_id)
);
create unique index visit_by_token on inspection.visit (jurisdiction, token);
create index visit_by_subject on inspection.visit (jurisdiction, uscc);
create index visit_by_publication on inspection.visit (published_at desc) where published_at is not null;
create index visit_by_task on inspection.visit (jurisdiction, task) where task is not null;

grant select, insert on inspection.list, inspection.recusal to gnomon_app;
grant select, insert, update on inspection.subject, inspection.plan, inspection.task, inspection.visit to gnomon_app;
