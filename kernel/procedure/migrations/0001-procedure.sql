create schema procedure;
grant usage on schema procedure to gnomon_app;

-- Published charts by the digest of their exact bytes; never changed, never deleted.
create table procedure.chart (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  name text not null,
  xml text not null
);

-- Where each case stands in its chart. The row's lock makes officers take turns; `version` counts its steps.
create table procedure.instance (
  jurisdiction text not null,
  case_id uuid not null,
  digest text not null references procedure.chart (digest),
  marking int[] not null,
  version int not null default 0,
  ended boolean not null default false,
  primary key (jurisdiction, case_id)
);

-- The open steps of each case: what queues read.
create table procedure.task (
  jurisdiction text not null,
  case_id uuid not null,
  element text not null,
  kind text not null,
  post text,
  opened_at timestamptz not null,
  primary key (jurisdiction, case_id, element),
  foreign key (jurisdiction, case_id) references procedure.instance (jurisdiction, case_id)
);
create index task_by_post on procedure.task (jurisdiction, post);

grant select, insert on procedure.chart to gnomon_app;
grant select, insert, update on procedure.instance to gnomon_app;
grant select, insert, delete on procedure.task to gnomon_app;
