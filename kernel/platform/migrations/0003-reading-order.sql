-- Reading order is given after the commit (ADR 0011). An act's transaction leaves an arrival; a sequencer, one a place at a time,
-- gives the arrivals that it sees their positions; readers keep one position a place.
-- Rows are places that have acts: the list of places of this database.
create table platform.sequence (
  jurisdiction text primary key check (jurisdiction ~ '^[0-9]{6}$'),
  last bigint not null default 0
);
create table platform.arrival (
  jurisdiction text not null,
  -- Within one subject in the order of its acts, whose writers take turns; across subjects in no order that means anything.
  position bigint generated always as identity,
  act_id uuid not null,
  primary key (jurisdiction, position)
);
-- Emptied as fast as it fills: what is dead goes early, or the sequencer walks over it.
alter table platform.arrival set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create table platform.ordered (
  jurisdiction text not null,
  position bigint not null check (position > 0),
  act_id uuid not null,
  primary key (jurisdiction, position)
);

-- What was read stays read: the old order (xid, position) becomes the positions, and each reader stands where it stood.
lock table platform.act in exclusive mode;
insert into platform.ordered (jurisdiction, position, act_id)
  select jurisdiction, row_number() over (partition by jurisdiction order by xid, position), id from platform.act;
insert into platform.sequence (jurisdiction, last) select jurisdiction, max(position) from platform.ordered group by 1;
create table platform.reader (
  jurisdiction text not null,
  consumer text not null,
  position bigint not null default 0,
  primary key (jurisdiction, consumer)
);
insert into platform.reader (jurisdiction, consumer, position)
  select c.jurisdiction, c.consumer, (select count(*) from platform.act a
    where a.jurisdiction = c.jurisdiction and (a.xid, a.position) <= (c.xid, c.position)) from platform.cursor c;
drop table platform.cursor, platform.consumer;
alter table platform.reader rename to cursor;
alter index platform.reader_pkey rename to cursor_pkey;
drop index platform.act_reading_order;
alter table platform.act drop column xid, drop column position;

-- Acts that a consumer could not take: it went on without them; an administrator has them tried again.
create table platform.set_aside (
  jurisdiction text not null,
  consumer text not null,
  act_id uuid not null,
  error text not null,
  at timestamptz not null,
  primary key (jurisdiction, consumer, act_id)
);

-- Timers are rung place by place.
drop index platform.timer_due;
create index timer_due on platform.timer (jurisdiction, due_at);

grant select, insert, update on platform.sequence, platform.cursor to gnomon_app;
grant select, insert, delete on platform.arrival to gnomon_app;
grant select, insert, update, delete on platform.set_aside to gnomon_app;
grant select, insert on platform.ordered to gnomon_app;
