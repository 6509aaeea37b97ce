create schema envelope;
grant usage on schema envelope to gnomon_app;

-- A trustee's public key; the private one is in his browser and in his file.
create table envelope.trustee_key (
  jurisdiction text not null,
  unit text not null,
  key text not null,
  title jsonb not null,
  registered_at timestamptz not null,
  primary key (jurisdiction, unit)
);
grant select, insert, update on envelope.trustee_key to gnomon_app;

create table envelope.box (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  terms jsonb not null,
  state text not null,
  called boolean not null default false,
  -- Share number → the digest of what was sealed to him for the rehearsal.
  challenges jsonb not null default '{}',
  rehearsed jsonb not null default '[]',
  sealed jsonb,
  late int not null default 0,
  opened jsonb,
  short jsonb,
  primary key (jurisdiction, id),
  unique (jurisdiction, number)
);
grant select, insert, update on envelope.box to gnomon_app;

create table envelope.bidder (
  jurisdiction text not null,
  box_id uuid not null,
  bidder int not null,
  person_id uuid not null,
  name text not null,
  primary key (jurisdiction, box_id, bidder),
  unique (jurisdiction, box_id, person_id),
  foreign key (jurisdiction, box_id) references envelope.box (jurisdiction, id)
);
grant select, insert on envelope.bidder to gnomon_app;

-- Which encrypted parts a bidder has sent; the bytes are files, named by their digest.
create table envelope.part (
  jurisdiction text not null,
  box_id uuid not null,
  bidder int not null,
  sha256 text not null,
  size int not null,
  primary key (jurisdiction, box_id, bidder, sha256),
  foreign key (jurisdiction, box_id) references envelope.box (jurisdiction, id)
);
grant select, insert on envelope.part to gnomon_app;

-- Every manifest that was received; of a bidder the last one counts, unless it was withdrawn. `act` is the one that received it.
create table envelope.envelope (
  jurisdiction text not null,
  id uuid not null,
  box_id uuid not null,
  bidder int not null,
  version int not null,
  digest text not null,
  signed jsonb not null,
  received_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (jurisdiction, id),
  unique (jurisdiction, box_id, bidder, version),
  unique (jurisdiction, box_id, digest),
  foreign key (jurisdiction, box_id) references envelope.box (jurisdiction, id)
);
grant select, insert, update on envelope.envelope to gnomon_app;

-- What trustees released. Fewer than the threshold say nothing of any bid.
create table envelope.release (
  jurisdiction text not null,
  box_id uuid not null,
  no int not null,
  shares jsonb not null,
  released_at timestamptz not null,
  primary key (jurisdiction, box_id, no),
  foreign key (jurisdiction, box_id) references envelope.box (jurisdiction, id)
);
grant select, insert on envelope.release to gnomon_app;

-- What was opened. `secret` is that of the documents, for who may read them.
create table envelope.result (
  jurisdiction text not null,
  box_id uuid not null,
  bidder int not null,
  digest text not null,
  outcome text not null,
  why text,
  wrong jsonb not null,
  released jsonb not null,
  sheet jsonb,
  identity jsonb,
  secret text,
  files jsonb,
  checked text,
  primary key (jurisdiction, box_id, bidder),
  foreign key (jurisdiction, box_id) references envelope.box (jurisdiction, id)
);
grant select, insert, update on envelope.result to gnomon_app;
