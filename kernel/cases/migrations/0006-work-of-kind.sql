-- The desk's menu counts what waits for a post of each kind of case on every page: without reading the cases.
alter table cases.work add column case_kind text;
update cases.work w set case_kind = c.kind from cases.case c where c.jurisdiction = w.jurisdiction and c.id = w.case_id;
alter table cases.work alter column case_kind set not null;
create index work_of_kind on cases.work (unit, case_kind, post) where unit is not null;
