create schema archive;
grant usage on schema archive to gnomon_app;

-- The last closing serial of a unit's year.
create table archive.number (
  jurisdiction text not null,
  unit text not null,
  year int not null,
  last int not null,
  primary key (jurisdiction, unit, year)
);

-- A case that was archived. The files are the volumes and all they are made of, once bound.
create table archive.volume (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  case_id uuid not null,
  case_number text not null,
  kind text not null,
  unit text not null,
  title jsonb not null,
  archived_at timestamptz not null,
  retention text not null,
  keep_until date,
  bound_at timestamptz,
  manifest text,
  main jsonb,
  secondary jsonb,
  primary key (jurisdiction, id)
);
create unique index volume_by_case on archive.volume (jurisdiction, case_id);
create unique index volume_by_number on archive.volume (jurisdiction, number);
create index volumes_by_time on archive.volume (jurisdiction, archived_at);

-- Who has or had a volume: lent to an officer, or opened to a person for reading.
create table archive.loan (
  jurisdiction text not null,
  id uuid not null,
  volume uuid not null,
  kind text not null check (kind in ('lend', 'open')),
  part text not null check (part in ('main', 'both')),
  person_id uuid not null,
  name text not null,
  reason text not null,
  from_at timestamptz not null,
  until date not null,
  returned_at timestamptz,
  primary key (jurisdiction, id),
  foreign key (jurisdiction, volume) references archive.volume (jurisdiction, id)
);
create index loans_of_volume on archive.loan (jurisdiction, volume);
create index loans_out on archive.loan (jurisdiction, until) where returned_at is null;

-- Closed cases that no volume holds yet: read from acts, so that the list asks nobody else's tables.
create table archive.waiting (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  kind text not null,
  unit text not null,
  closed_at timestamptz not null,
  primary key (jurisdiction, case_id)
);
create index waiting_by_time on archive.waiting (jurisdiction, closed_at);

grant select, insert on all tables in schema archive to gnomon_app;
grant update (last) on archive.number to gnomon_app;
grant update (bound_at, manifest, main, secondary, keep_until) on archive.volume to gnomon_app;
grant update (returned_at) on archive.loan to gnomon_app;
grant update, delete on archive.waiting to gnomon_app;
