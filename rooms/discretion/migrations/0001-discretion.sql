create schema discretion;
grant usage on schema discretion to gnomon_app;

-- A discretion standard while it is worked on; one row a code.
create table discretion.standard (
  jurisdiction text not null,
  code text not null,
  id uuid not null unique,
  unit text not null,
  name text not null,
  xml text not null,
  revision int not null,
  drafted_by uuid,
  updated_at timestamptz not null,
  primary key (jurisdiction, code)
);

-- What was published, by number; never changed. The digest is the SHA-256 of the exact bytes.
create table discretion.version (
  jurisdiction text not null,
  code text not null,
  number int not null,
  name text not null,
  unit text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  xml text not null,
  opinion text not null,
  published_at timestamptz not null,
  primary key (jurisdiction, code, number),
  foreign key (jurisdiction, code) references discretion.standard (jurisdiction, code)
);

grant select, insert, update on discretion.standard to gnomon_app;
grant select, insert on discretion.version to gnomon_app;
