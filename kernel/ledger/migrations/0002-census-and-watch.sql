-- How far the continuous comparison of acts and tree has come, and the first difference that it found.
create table ledger.watch (
  one boolean primary key default true check (one),
  next bigint not null default 0,
  edge jsonb not null default '[]',
  round_ended_at timestamptz,
  checked_at timestamptz,
  finding jsonb,
  found_at timestamptz
);
grant select, insert, update on ledger.watch to gnomon_app;
