-- How each database of a city stands, as the worker last saw it; at the centre, for the operations desk. Empty where there is one.
create table platform.link (
  name text primary key,
  places text[] not null,
  looked_at timestamptz not null default now(),
  reached boolean not null,
  joined boolean not null,
  inward bigint not null,
  outward bigint not null
);
grant select, insert, update, delete on platform.link to gnomon_app;
