create schema catalog;
grant usage on schema catalog to gnomon_app;

-- Versions of service items. `status` repeats what the acts say, because every list and search filters on it.
create table catalog.version (
  id uuid primary key,
  code text not null,
  number int not null,
  jurisdiction text not null,
  unit text not null,
  status text not null check (status in ('draft', 'in-review', 'returned', 'passed', 'published', 'retired')),
  content jsonb not null,
  -- json, not jsonb: the order of a form's fields is part of it, and jsonb forgets it.
  form json not null,
  bpmn text not null,
  chart_digest text,
  digest text,
  drafted_by uuid not null,
  reviewed_by uuid,
  opinion text,
  published_from timestamptz,
  retired_at timestamptz,
  revision int not null default 1,
  updated_at timestamptz not null,
  words text[] not null default '{}',
  unique (code, number)
);
create unique index one_open_draft on catalog.version (code) where status in ('draft', 'in-review', 'returned', 'passed');
create index version_published on catalog.version (code, published_from) where status = 'published';
create index version_words on catalog.version using gin (words);
create index version_by_unit on catalog.version (unit, status);

create table catalog.scenario (
  id text primary key,
  position int not null,
  name jsonb not null,
  line jsonb not null,
  items text[] not null
);

grant select, insert, update on catalog.version, catalog.scenario to gnomon_app;
