-- Who asked and what, by digest: a repeated request is known by it (政府信息公开条例 art. 36), the words stay in their act.
alter table disclosure.request add column asker text not null default '', add column asked text not null default '';
create index request_of_asker on disclosure.request (jurisdiction, unit, asker);

-- What was brought against answers: the fourth table of the yearly report.
create table disclosure.contest (
  jurisdiction text not null,
  case_id uuid not null,
  n int not null,
  unit text not null,
  way text not null,
  opened_on date not null,
  result text,
  ended_on date,
  primary key (jurisdiction, case_id, n)
);
grant select, insert on disclosure.contest to gnomon_app;
grant update (result, ended_on) on disclosure.contest to gnomon_app;
