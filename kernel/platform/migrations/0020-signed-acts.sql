-- The server's signature of what was performed (act-key.ts): who owns the database and not the key can write a row, but no act.
alter table platform.act add column signature bytea;
-- When the subject's newest published act happened: none comes to lie before it.
alter table platform.stream add column at timestamptz;

-- What those who run the machine have to see, until it has not been seen for a while.
create table platform.fault (
  kind text not null,
  name text not null,
  said jsonb not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  times bigint not null default 1,
  primary key (kind, name)
);
grant select, insert, update, delete on platform.fault to gnomon_app;
