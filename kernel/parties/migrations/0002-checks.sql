-- A list as a gate reads it: its version goes up with every mark set, lifted or annulled. A list that is a copy of somebody else's says
-- as of when it is whole, and for how many hours that is enough; past them a gate holds.
create table parties.list (
  name text primary key,
  version int not null,
  changed_at timestamptz not null,
  as_of timestamptz,
  fresh_hours int
);
insert into parties.list (name, version, changed_at)
  select list, count(*) + count(lifted_on), now() from parties.mark group by list;
alter table parties.mark add column annulled boolean not null default false;

-- Where an act leaned on a check of somebody's standing, and on which marks: found again when one of them is annulled.
create table parties.check (
  jurisdiction text not null,
  id uuid not null,
  subject text not null,
  purpose text not null,
  at timestamptz not null,
  effect text not null,
  marks uuid[] not null,
  leaning text not null,
  stream_kind text not null,
  stream_id uuid not null,
  unit text,
  primary key (jurisdiction, id)
);
create index check_of_subject on parties.check (jurisdiction, subject, at);
create index check_of_mark on parties.check using gin (marks);

grant select, insert, update on parties.list to gnomon_app;
grant select, insert on parties.check to gnomon_app;
grant update (annulled) on parties.mark to gnomon_app;
