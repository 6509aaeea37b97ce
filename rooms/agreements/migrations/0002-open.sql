-- Open frameworks 开放式: the price is published, suppliers join and leave while it lasts.
alter table agreements.agreement
  add column open boolean not null default false,
  add column price bigint,
  add column measure text,
  add column about text,
  -- That published it, and decides who joins.
  add column unit text,
  add constraint open_has_price check (not open or (price is not null and measure is not null and about is not null and unit is not null));
-- When a supplier left an open framework by notice; `removed` is for who was sent away.
alter table agreements.entrant add column left_at timestamptz;

create table agreements.application (
  jurisdiction text not null,
  -- Of its case.
  number text not null,
  agreement text not null,
  uscc text not null,
  person_id uuid not null,
  name text not null,
  decided_at timestamptz,
  primary key (jurisdiction, number)
);
create unique index one_application_at_a_time on agreements.application (jurisdiction, agreement, uscc) where decided_at is null;
grant select, insert, update on agreements.application to gnomon_app;
