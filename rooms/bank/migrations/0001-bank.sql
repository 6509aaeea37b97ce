create schema bank;
grant usage on schema bank to gnomon_app;

-- The demonstration bank's own books, which the city sees only by its notices, queries and statements.
create table bank.entry (
  jurisdiction text not null,
  serial text not null,
  account text not null,
  direction text not null check (direction in ('in', 'out')),
  amount bigint not null check (amount > 0),
  day date not null,
  name text not null,
  counter_account text not null,
  reference text not null,
  primary key (jurisdiction, serial)
);
create index entries_of_account on bank.entry (jurisdiction, account, day);

-- How it behaves at the moment, and the key that it signs with.
create table bank.state (
  jurisdiction text primary key,
  mode text not null default 'good',
  secret text not null default gen_random_uuid()::text || gen_random_uuid()::text
);

grant select, insert on bank.entry to gnomon_app;
grant select, insert, update on bank.state to gnomon_app;
