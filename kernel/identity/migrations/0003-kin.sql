-- Relatives whom an officer declared (回避): matched to persons by resident ID.
create table identity.kin (
  person_id uuid not null references identity.person (id),
  resident_id text not null,
  name text not null,
  relation text not null,
  declared_at timestamptz not null,
  primary key (person_id, resident_id)
);
grant select, insert, update on identity.kin to gnomon_app;
