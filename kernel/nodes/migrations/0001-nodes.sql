create schema nodes;
grant usage on schema nodes to gnomon_app;

-- A direction is from a place here to a place of another installation; `last`: the number given last.
create table nodes.direction (
  jurisdiction text not null,
  to_place text not null,
  last bigint not null,
  primary key (jurisdiction, to_place)
);
-- What is to be told, written with what it tells. `text` is what is signed; it never changes. `key`: told once.
create table nodes.outbox (
  jurisdiction text not null,
  to_place text not null,
  number bigint not null,
  key text not null,
  kind text not null,
  text text not null,
  act_id uuid not null,
  posted_at timestamptz not null,
  tried int not null default 0,
  why text,
  receipt text,
  receipt_at timestamptz,
  primary key (jurisdiction, to_place, number),
  unique (jurisdiction, to_place, key)
);
create index outbox_waiting on nodes.outbox (jurisdiction, to_place, number) where receipt_at is null;
-- What was taken, by the direction it came in, with the receipt that was given and the proof that came along.
create table nodes.heard (
  jurisdiction text not null,
  from_place text not null,
  last bigint not null,
  primary key (jurisdiction, from_place)
);
create table nodes.inbox (
  jurisdiction text not null,
  from_place text not null,
  number bigint not null,
  kind text not null,
  digest text not null,
  receipt text not null,
  proof text not null,
  taken_at timestamptz not null,
  primary key (jurisdiction, from_place, number)
);
grant select, insert on all tables in schema nodes to gnomon_app;
grant update (last) on nodes.direction, nodes.heard to gnomon_app;
grant update (tried, why, receipt, receipt_at) on nodes.outbox to gnomon_app;
