create schema ledger;
grant usage on schema ledger to gnomon_app;

-- Where the log stands. Changing this row from the old size to the new one is the commit point: leaves, head and the reader's
-- cursor commit in one transaction, after every tile that the new checkpoint needs is durable.
create table ledger.head (
  origin text primary key,
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamptz not null
);
create table ledger.leaf (
  jurisdiction text not null,
  act_id uuid not null,
  index bigint not null unique,
  hash bytea not null,
  integrated_at timestamptz not null default clock_timestamp(),
  primary key (jurisdiction, act_id)
);
-- Every checkpoint that was published, and who witnessed it.
create table ledger.checkpoint (
  size bigint primary key,
  note text not null,
  cosignatures jsonb not null default '[]',
  at timestamptz not null
);
grant select, insert, update on ledger.head, ledger.checkpoint to gnomon_app;
grant select, insert on ledger.leaf to gnomon_app;
