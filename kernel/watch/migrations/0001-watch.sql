create schema watch;
grant usage on schema watch to gnomon_app;

-- The city's own rules: versions of one follow each other from day to day. What rooms ship stands in their declarations; a row comes
-- before what is shipped under its id.
create table watch.rule (
  id text not null,
  valid_from date not null,
  valid_to date,
  content jsonb not null,
  primary key (id, valid_from)
);

-- One person proposes, the system looks back over a year, another releases.
create table watch.rule_change (
  id uuid primary key,
  rule text not null,
  what text not null check (what in ('put', 'end')),
  content jsonb,
  valid_from date not null,
  proposed_by uuid not null,
  proposed_as text not null,
  proposed_at timestamptz not null,
  backtest jsonb,
  settled_at timestamptz,
  released boolean,
  constraint put_has_content check ((what = 'put') = (content is not null))
);
-- One change of a rule waits at a time.
create unique index rule_change_open on watch.rule_change (rule) where settled_at is null;

-- Spans in which what was done could not be entered, or was entered afterwards for a reason that everybody may read: late entries that
-- arrived then are excused by the rules that say so.
create table watch.outage (
  id uuid primary key,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  why jsonb not null
);
grant select, insert, update on watch.rule, watch.rule_change, watch.outage to gnomon_app;
