-- What every kind of case shares: its kind and chart, its parties, its papers, whose turn it is, and how it stands.
alter table cases.case
  add column kind text not null default 'approval',
  add column chart_digest text,
  -- By what messages between cases find this one.
  add column correlation text,
  -- The case that opened this one, by its number, and the send task that did.
  add column parent text,
  add column parent_element text;
alter table cases.case alter column kind drop default;
alter table cases.case alter column item_code drop not null;
alter table cases.case alter column version_id drop not null;
update cases.case c set chart_digest = i.digest, correlation = i.correlation from procedure.instance i
  where i.jurisdiction = c.jurisdiction and i.case_id = c.id;
create unique index case_by_parent on cases.case (jurisdiction, parent, parent_element) where parent is not null;
revoke update on cases.case from gnomon_app;
-- A case may be handed to another unit; and locking a row needs the right to update some column of it.
grant update (unit) on cases.case to gnomon_app;

-- Who a case is about: persons, organisations, units, each with a role; some are not shown to the others.
create table cases.party (
  jurisdiction text not null,
  case_id uuid not null,
  n int not null,
  role text not null,
  person_id uuid,
  organisation_id uuid,
  unit text,
  name text not null,
  hidden boolean not null default false,
  primary key (jurisdiction, case_id, n),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create index party_by_person on cases.party (person_id) where person_id is not null;
insert into cases.party (jurisdiction, case_id, n, role, person_id, organisation_id, name)
  select c.jurisdiction, c.id, 1, 'applicant', c.applicant, c.organisation, coalesce(p.name, '')
  from cases.case c left join identity.person p on p.id = c.applicant;
alter table cases.case drop column applicant, drop column organisation;

-- Papers of every kind: materials of an application, evidence, answers.
alter table cases.material rename to paper;
alter table cases.paper rename column material to slot;
alter table cases.paper alter column item_code drop not null;

-- Which unit and post (or which party) must do which act by when. It follows from chart and acts, and stands here for lists.
create table cases.work (
  jurisdiction text not null,
  case_id uuid not null,
  element text not null,
  kind text not null,
  act text,
  unit text,
  post text,
  party text,
  opened_at timestamptz not null,
  -- The step's own limit where the chart gives one (`own`), else that of the case's clock.
  due date,
  own boolean not null default false,
  message text,
  correlation text,
  primary key (jurisdiction, case_id, element),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create index work_of_unit on cases.work (unit, post, due) where unit is not null;
create index work_by_message on cases.work (jurisdiction, message) where message is not null;
insert into cases.work (jurisdiction, case_id, element, kind, act, unit, post, opened_at, message, correlation)
  select t.jurisdiction, t.case_id, t.element, t.kind, t.act, c.unit, t.post, t.opened_at, t.message, c.correlation
  from procedure.task t join cases.case c on c.jurisdiction = t.jurisdiction and c.id = t.case_id;
drop table procedure.task;
drop table procedure.delivery;

-- How a case stands, folded from its acts, for lists.
create table cases.standing (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  kind text not null,
  item_code text,
  unit text not null,
  title jsonb not null,
  party text not null,
  status text not null,
  status_text jsonb not null,
  closed boolean not null,
  clock text,
  due date,
  opened_at timestamptz not null,
  closed_at timestamptz,
  words text[] not null,
  primary key (jurisdiction, case_id),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);
create index standing_of_unit on cases.standing (jurisdiction, unit, closed, due, number);
create index standing_by_words on cases.standing using gin (words);

-- Who stepped back from a case (回避).
create table cases.recusal (
  jurisdiction text not null,
  case_id uuid not null,
  person_id uuid not null,
  primary key (jurisdiction, case_id, person_id),
  foreign key (jurisdiction, case_id) references cases.case (jurisdiction, id)
);

grant select, insert on cases.party, cases.recusal to gnomon_app;
grant select, insert, update, delete on cases.work, cases.standing to gnomon_app;

-- The folds run in the program: each case that stands here gets its standing from a timer that is due at once.
insert into platform.timer (jurisdiction, id, kind, subject_id, due_at, payload)
  select jurisdiction, gen_random_uuid(), 'cases.restate', id, now(), '{}' from cases.case;
update platform.timer set kind = 'cases.chart-timer' where kind = 'approvals.chart-timer';
update procedure.instance set timer_kind = 'cases.chart-timer' where timer_kind = 'approvals.chart-timer';
