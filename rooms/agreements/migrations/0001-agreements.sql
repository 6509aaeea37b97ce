create schema agreements;
grant usage on schema agreements to gnomon_app;

-- A framework that came into force, and who may supply under it; by the number of the process that made it.
create table agreements.agreement (
  jurisdiction text not null,
  number text not null,
  title jsonb not null,
  category text not null,
  -- No good under it costs more.
  ceiling bigint not null,
  from_day date not null,
  to_day date not null,
  primary key (jurisdiction, number)
);
grant select, insert, update on agreements.agreement to gnomon_app;

create table agreements.entrant (
  jurisdiction text not null,
  number text not null,
  uscc text not null,
  person_id uuid not null,
  name text not null,
  removed text,
  primary key (jurisdiction, number, uscc)
);
grant select, insert, update on agreements.entrant to gnomon_app;

create table agreements.good (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  uscc text not null,
  name text not null,
  model text not null,
  about text not null,
  measure text not null,
  -- What it was offered at first: never more than that.
  first_price bigint not null,
  price bigint not null,
  domestic boolean not null,
  offered_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (jurisdiction, id)
);
create index good_of_agreement on agreements.good (jurisdiction, number);
grant select, insert, update on agreements.good to gnomon_app;
