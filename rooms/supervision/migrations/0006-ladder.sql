-- The ladder: 催办 reminder, 督办单 order, 整改通知 rectification, 责任追究 accountability; each rung with its own deadlines.
alter table supervision.measure
  drop constraint measure_kind_check,
  add constraint measure_kind_check check (kind in ('reminder', 'order', 'rectification', 'accountability')),
  add column ladder text not null default 'standard',
  -- The rule whose prompt the system sent, and for which day: it is sent once.
  add column rule text,
  add column of_due date,
  -- The rung below, where this one follows from it.
  add column after uuid,
  add column acknowledge_by date,
  add column acknowledged_at timestamptz,
  add column papers jsonb not null default '[]',
  add column asked_days int,
  add column asked_at timestamptz,
  add column asked_why text,
  add column extended int not null default 0,
  add column returned_why text,
  add column escalated_at timestamptz,
  -- The office from which the second level took it over.
  add column taken_from text;
create unique index measure_prompt on supervision.measure (jurisdiction, case_id, rule, of_due) where rule is not null;

-- 申诉: the unit says why a light is wrong; another person decides.
create table supervision.appeal (
  jurisdiction text not null,
  id uuid not null,
  light_id uuid not null,
  case_number text not null,
  unit text not null,
  office text not null,
  rule text not null,
  version date,
  reason text not null,
  by_person uuid not null,
  at timestamptz not null,
  decided_at timestamptz,
  outcome text check (outcome in ('upheld', 'rejected')),
  cause text,
  words text,
  primary key (jurisdiction, id)
);
create unique index appeal_once on supervision.appeal (jurisdiction, light_id) where decided_at is null or outcome = 'rejected';
create index appeal_open on supervision.appeal (office) where decided_at is null;
create index appeal_by_rule on supervision.appeal (rule, at);
alter table supervision.light add column settled text check (settled in ('found', 'appeal', 'review'));
create index light_by_rule on supervision.light (rule, raised_at);

-- Closed lights that the second level drew to look at again.
create table supervision.review (
  jurisdiction text not null,
  light_id uuid not null,
  month text not null,
  drawn_at timestamptz not null,
  outcome text check (outcome in ('right', 'wrong')),
  words text,
  reviewed_at timestamptz,
  primary key (jurisdiction, light_id)
);
create index review_open on supervision.review (month) where reviewed_at is null;
grant select, insert, update on supervision.appeal, supervision.review to gnomon_app;
