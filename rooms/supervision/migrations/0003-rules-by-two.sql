-- A rule is changed by one person and released by another; versions of one rule follow each other from day to day.
alter table supervision.rule drop constraint rule_pkey, add primary key (id, valid_from);
create table supervision.rule_change (
  id uuid primary key,
  rule text not null,
  what text not null check (what in ('put', 'end')),
  -- Light, clock or act, condition, name, basis; null where the rule is to end.
  content jsonb,
  valid_from date not null,
  proposed_by uuid not null,
  proposed_as text not null,
  proposed_at timestamptz not null,
  settled_at timestamptz,
  released boolean,
  constraint put_has_content check ((what = 'put') = (content is not null))
);
-- One change of a rule waits at a time.
create unique index rule_change_open on supervision.rule_change (rule) where settled_at is null;
grant select, insert, update on supervision.rule_change to gnomon_app;
