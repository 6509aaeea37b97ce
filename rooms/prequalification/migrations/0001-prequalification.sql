create schema prequalification;
grant usage on schema prequalification to gnomon_app;

-- Who applied, and what became of it: in no published act, for that who may bid and how many is nobody's to know (招标投标法 art. 22).
create table prequalification.application (
  jurisdiction text not null,
  number text not null,
  no int not null,
  person_id uuid not null,
  name text not null,
  uscc text not null,
  members text not null,
  files jsonb not null,
  applied_at timestamptz not null,
  passed boolean,
  reasons jsonb not null default '[]',
  primary key (jurisdiction, number, no),
  unique (jurisdiction, number, person_id)
);
grant select, insert, update on prequalification.application to gnomon_app;
