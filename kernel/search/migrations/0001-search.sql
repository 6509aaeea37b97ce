create schema search;
grant usage on schema search to gnomon_app;

-- What was published, as it is found: made from acts, and made again from them. Terms are 32-bit digests of what a text is found by
-- (terms.ts): `terms` what it says, `near` what is like it by sound, by initials, or with one character wrong. Digests that fall
-- together cost a row read for nothing: what a hit is worth is judged on its text.
create table search.entry (
  key text primary key,
  kind text not null,
  title jsonb not null,
  line jsonb not null,
  -- Title, line and what else it is found by, in one form of writing: what a hit is judged on.
  says text[] not null,
  href text not null,
  unit text,
  jurisdiction text not null,
  at timestamptz not null,
  -- Weight of the kind, then time: the order in which what half the city holds is read.
  rank bigint not null,
  terms int[] not null,
  near int[] not null
);
create index entry_terms on search.entry using gin (terms) with (fastupdate = off);
create index entry_near on search.entry using gin (near) with (fastupdate = off);
create index entry_rank on search.entry (rank desc);
-- How often a term stands, from the planner's own statistics, tells common terms from rare ones.
alter table search.entry alter column terms set statistics 1000;
alter table search.entry alter column near set statistics 1000;
grant select, insert, update, delete on search.entry to gnomon_app;
