create schema contracting;
grant usage on schema contracting to gnomon_app;

-- What an act of a market changed of what is known of a process, in OCDS, as it was when the act was read: a release is never altered.
-- `serial` counts those of a place without a gap, in the order in which they were written: whoever has read to one misses none.
create table contracting.release (
  jurisdiction text not null,
  serial int not null,
  act_id uuid not null,
  process text not null,
  said jsonb not null,
  primary key (jurisdiction, serial),
  unique (jurisdiction, act_id)
);
create index release_process on contracting.release (jurisdiction, process);
grant select, insert on contracting.release to gnomon_app;
