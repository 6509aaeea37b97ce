create schema messages;
grant usage on schema messages to gnomon_app;

create table messages.message (
  jurisdiction text not null,
  id uuid not null,
  person_id uuid not null,
  case_number text not null,
  -- The act that it tells of; one message a person and act.
  act_id uuid not null,
  title jsonb not null,
  line jsonb not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (jurisdiction, id),
  unique (jurisdiction, act_id, person_id)
);
create index message_of_person on messages.message (person_id, at desc);
grant select, insert on messages.message to gnomon_app;
grant update (read_at) on messages.message to gnomon_app;

-- One attempt to reach somebody outside: by e-mail or telephone.
create table messages.delivery (
  jurisdiction text not null,
  id uuid not null,
  person_id uuid not null,
  channel text not null check (channel in ('email', 'sms')),
  address text not null,
  subject text not null,
  body text not null,
  -- A digest gathers what came until its day; else the message's own.
  digest_of date,
  state text not null check (state in ('queued', 'sent', 'bounced', 'failed')),
  tries int not null,
  said text,
  at timestamptz not null,
  primary key (jurisdiction, id)
);
create unique index one_digest on messages.delivery (jurisdiction, person_id, channel, digest_of) where digest_of is not null;
create index delivery_of_person on messages.delivery (person_id, at desc);
grant select, insert, update on messages.delivery to gnomon_app;

create table messages.preference (
  jurisdiction text not null,
  person_id uuid not null,
  email text,
  sms text,
  digest boolean not null,
  primary key (jurisdiction, person_id)
);
grant select, insert, update on messages.preference to gnomon_app;
