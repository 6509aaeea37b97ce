-- What a message finds a case by, and what an open step waits for.
alter table procedure.instance add column correlation text;
create index instance_by_correlation on procedure.instance (jurisdiction, correlation) where correlation is not null;
alter table procedure.task add column message text;
create index task_by_message on procedure.task (jurisdiction, message) where message is not null;

-- Messages that arrived, so that one which is sent twice acts once.
create table procedure.delivery (
  jurisdiction text not null,
  id text not null,
  case_id uuid not null,
  element text not null,
  primary key (jurisdiction, id)
);
grant select, insert on procedure.delivery to gnomon_app;
