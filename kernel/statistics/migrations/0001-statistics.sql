create schema statistics;
grant usage on schema statistics to gnomon_app;

-- What an act gave to a statistic, so that what undoes the act takes out exactly that.
create table statistics.fact (
  jurisdiction text not null,
  statistic text not null,
  act_id uuid not null,
  subject_id uuid not null,
  day date not null,
  key text[] not null,
  total bigint not null,
  undone_by uuid,
  primary key (jurisdiction, statistic, act_id)
);
create index facts_of_subject on statistics.fact (jurisdiction, statistic, subject_id);

-- The cube: how many and how much by day and dimensions, and the same by month (its first day). Pages read this alone: whole months of
-- a period from months, its ends from days.
create table statistics.cell (
  jurisdiction text not null,
  statistic text not null,
  grain text not null check (grain in ('day', 'month')),
  day date not null,
  key text[] not null,
  n bigint not null,
  total bigint not null,
  primary key (jurisdiction, statistic, grain, day, key)
);

-- Where in its band a decision lies: value between low and high, all integer.
create table statistics.point (
  jurisdiction text not null,
  dispersion text not null,
  act_id uuid not null,
  subject_id uuid not null,
  day date not null,
  group_key text not null,
  unit text not null,
  officer text not null,
  low bigint not null,
  high bigint not null,
  value bigint not null,
  undone_by uuid,
  primary key (jurisdiction, dispersion, act_id)
);
create index points_by_day on statistics.point (jurisdiction, dispersion, day);
create index points_of_subject on statistics.point (jurisdiction, dispersion, subject_id);

grant select, insert on all tables in schema statistics to gnomon_app;
grant update (undone_by) on statistics.fact to gnomon_app;
grant update (n, total) on statistics.cell to gnomon_app;
grant update (undone_by) on statistics.point to gnomon_app;
