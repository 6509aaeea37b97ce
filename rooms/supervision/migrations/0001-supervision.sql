create schema supervision;
grant usage on schema supervision to gnomon_app;

-- What a colour means is data with effective dates: cities disagree (yellow is near expiry in one, overdue in another).
create table supervision.rule (
  id text primary key,
  light text not null check (light in ('yellow', 'red')),
  clock text not null check (clock in ('promised', 'statutory', 'correction', 'service')),
  -- Raised when the clock has this many working days left, or fewer; negative: overdue by that many.
  remaining int not null,
  name jsonb not null,
  basis jsonb not null default '[]',
  valid_from date not null,
  valid_to date
);

-- Lights, one row each time one was raised; cleared when the duty was done.
create table supervision.light (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid not null,
  case_number text not null,
  unit text not null,
  office text not null,
  rule text not null references supervision.rule (id),
  light text not null,
  clock text not null,
  due date not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  primary key (jurisdiction, id),
  unique (jurisdiction, case_id, rule, due)
);
create index light_open on supervision.light (office) where cleared_at is null;

-- Reminders and orders, with their own deadlines and answers.
create table supervision.measure (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid not null,
  case_number text not null,
  unit text not null,
  office text not null,
  kind text not null check (kind in ('reminder', 'order')),
  said text not null,
  due date,
  issued_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  closed_at timestamptz,
  primary key (jurisdiction, id)
);
create index measure_by_case on supervision.measure (jurisdiction, case_id);
create index measure_open on supervision.measure (unit) where closed_at is null;

insert into supervision.rule (id, light, clock, remaining, name, basis, valid_from) values
  ('promised-1', 'yellow', 'promised', 1, '{"zh":"承诺期限前一个工作日","en":"one working day before the promised limit"}', '[]', '2010-01-01'),
  ('promised-over', 'red', 'promised', -1, '{"zh":"超过承诺期限","en":"past the promised limit"}', '[]', '2010-01-01'),
  ('statutory-over', 'red', 'statutory', -1, '{"zh":"超过法定期限","en":"past the statutory limit"}', '[{"law":"行政许可法","article":42}]', '2010-01-01'),
  ('correction-1', 'yellow', 'correction', 0, '{"zh":"补正告知期限最后一天","en":"last day for the correction notice"}', '[{"law":"行政许可法","article":32}]', '2010-01-01'),
  ('service-over', 'red', 'service', -1, '{"zh":"超过送达期限","en":"past the limit for service"}', '[{"law":"行政许可法","article":44}]', '2010-01-01');

grant select, insert, update on supervision.rule, supervision.light, supervision.measure to gnomon_app;
