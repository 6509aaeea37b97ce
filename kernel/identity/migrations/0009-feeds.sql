-- Addresses that programs read without a log-in, one of a kind for each person; the secret part is kept as a digest.
create table identity.feed (
  person_id uuid not null references identity.person (id),
  purpose text not null,
  digest bytea not null unique,
  made_at timestamptz not null,
  primary key (person_id, purpose)
);
grant select, insert, update, delete on identity.feed to gnomon_app;
