-- The one table of acts, and what commits with it. Append-only: the application role may insert and read, never change.
create schema if not exists platform;
grant usage on schema platform to gnomon_app;

create table platform.act (
  jurisdiction text not null check (jurisdiction ~ '^[0-9]{6}$'),
  id uuid not null,
  -- position orders acts of one transaction; across transactions only (xid, position) below the snapshot's xmin is safe,
  -- because a sequence hands out numbers before their transactions commit.
  position bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  subject_kind text not null,
  subject_id uuid not null,
  number int not null check (number > 0),
  type text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  actor jsonb not null,
  public jsonb not null,
  commitments jsonb not null,
  basis jsonb not null,
  published boolean not null,
  primary key (jurisdiction, id),
  unique (jurisdiction, subject_id, number)
);
create index act_reading_order on platform.act (jurisdiction, xid, position);
create index act_by_type on platform.act (jurisdiction, type, happened_at);

-- The number of the last act of each subject; its row lock makes the numbers gap-free and the writers of one case take turns.
create table platform.stream (
  jurisdiction text not null,
  subject_id uuid not null,
  last int not null,
  primary key (jurisdiction, subject_id)
);

-- Private values under their salts. Deleting a row erases the field; the commitment in the act stays, and the log stays valid.
create table platform.act_private (
  jurisdiction text not null,
  act_id uuid not null,
  field text not null,
  salt bytea not null,
  value jsonb not null,
  primary key (jurisdiction, act_id, field),
  foreign key (jurisdiction, act_id) references platform.act (jurisdiction, id)
);

-- Where each consumer stands: one position per jurisdiction.
create table platform.consumer (name text primary key);
create table platform.cursor (
  consumer text not null references platform.consumer (name),
  jurisdiction text not null,
  xid xid8 not null,
  position bigint not null,
  primary key (consumer, jurisdiction)
);

-- Commands that were already carried out, so that a repeated submission answers as the first did.
create table platform.command (
  id uuid primary key,
  operation text not null,
  person_id uuid,
  output jsonb,
  go text,
  at timestamptz not null default now()
);

-- Timers run on legal time (the injected clock), so they are rows here and not jobs of a queue that reads the machine's clock.
create table platform.timer (
  jurisdiction text not null,
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  due_at timestamptz not null,
  payload jsonb not null,
  attempts int not null default 0,
  last_error text,
  primary key (jurisdiction, id)
);
create index timer_due on platform.timer (due_at);
create index timer_by_subject on platform.timer (jurisdiction, subject_id);

-- Files by content.
create table platform.file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  type text not null,
  stored_at timestamptz not null default now()
);

-- Settings that all processes share: the demonstration clock's offset, the mode the database was seeded in.
create table platform.setting (
  name text primary key,
  value jsonb not null
);

grant select, insert on platform.act to gnomon_app;
grant select, insert, update on platform.stream to gnomon_app;
grant select, insert, delete on platform.act_private to gnomon_app;
grant select, insert, update on platform.consumer, platform.cursor to gnomon_app;
grant select, insert, update, delete on platform.command, platform.timer to gnomon_app;
grant select, insert on platform.file to gnomon_app;
grant select, insert, update on platform.setting to gnomon_app;
