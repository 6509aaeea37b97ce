-- Who stands in for the holder of a post while he is away.
create table identity.substitution (
  id uuid primary key,
  post text not null references identity.post (code),
  person_id uuid not null references identity.person (id),
  substitute_id uuid not null references identity.person (id),
  starts_on date not null,
  ends_on date not null,
  reason text not null,
  ended_at timestamptz
);
create index substitution_by_substitute on identity.substitution (substitute_id);
create index substitution_by_person on identity.substitution (person_id);
grant select, insert, update on identity.substitution to gnomon_app;
