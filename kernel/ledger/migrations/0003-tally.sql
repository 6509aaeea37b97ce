-- How many entries there are of each day, hour, type and unit, counted as they are logged: pages that counted the log anew at each
-- view would read all of it.
create table ledger.tally (
  what text not null check (what in ('day', 'hour', 'type', 'unit')),
  key text not null,
  en text not null default '',
  n bigint not null,
  primary key (what, key)
);
grant select, insert, update on ledger.tally to gnomon_app;

insert into ledger.tally (what, key, en, n)
with entry as (
  select a.* from ledger.leaf l join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id
)
select 'day', to_char(happened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), '', count(*) from entry group by 2
union all
select 'hour', to_char(recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24'), '', count(*) from entry group by 2
union all
select 'type', type, '', count(*) from entry group by 2
union all
select 'unit', actor->'unit'->>'zh', min(actor->'unit'->>'en'), count(*) from entry where actor->'unit'->>'zh' is not null group by 2;
