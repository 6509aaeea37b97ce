-- 行政执法证件: who may enforce for which unit, in which field, between which days (行政处罚法 arts. 42, 55). Never edited: a new
-- card is a new row, one that was taken back keeps its row.
create table identity.card (
  number text primary key,
  person_id uuid not null references identity.person (id),
  unit text not null references identity.unit (code),
  scope jsonb not null,
  valid_from date not null,
  valid_until date not null,
  granted_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_why text,
  check (valid_until >= valid_from)
);
create index card_by_person on identity.card (person_id);
create index card_by_unit on identity.card (unit);
grant select, insert, update on identity.card to gnomon_app;
