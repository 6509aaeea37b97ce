create schema auction;
grant usage on schema auction to gnomon_app;

-- A sale: what was announced, and how it stands. The state is a fold over the acts of its stream, kept because a bid must not read all
-- bids before it (`npm run bench auction`); the audit folds again and compares.
create table auction.auction (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  title jsonb not null,
  seller text not null,
  case_id uuid,
  profile jsonb not null,
  terms jsonb not null,
  state jsonb not null,
  announced_at timestamptz not null,
  -- The pending timer's instant; it is moved when it rings, not with every bid.
  rings_at timestamptz,
  -- The reserve, sealed to the trustees until the end.
  reserve jsonb,
  -- A freeze, a resumption or a termination that one person has asked for and a second has not confirmed.
  asked jsonb,
  primary key (jurisdiction, id),
  unique (jurisdiction, number)
);
grant select, insert, update on auction.auction to gnomon_app;
create index auction_open on auction.auction (jurisdiction) where state->>'stage' <> 'done';

create table auction.bidder (
  jurisdiction text not null,
  auction_id uuid not null,
  bidder int not null,
  person_id uuid not null,
  name text not null,
  own_limit bigint,
  primary key (jurisdiction, auction_id, bidder),
  unique (jurisdiction, auction_id, person_id),
  foreign key (jurisdiction, auction_id) references auction.auction (jurisdiction, id)
);
grant select, insert, update on auction.bidder to gnomon_app;

-- Amounts of sealed bids until they are opened; their digests are in the acts.
create table auction.sealed (
  jurisdiction text not null,
  auction_id uuid not null,
  n int not null,
  bidder int not null,
  sealed jsonb not null,
  primary key (jurisdiction, auction_id, n),
  foreign key (jurisdiction, auction_id) references auction.auction (jurisdiction, id)
);
grant select, insert on auction.sealed to gnomon_app;

-- That somebody could bid: beaten each second while a sale of the place is open, by the database's own clock.
create table auction.pulse (
  jurisdiction text primary key,
  beat timestamptz not null,
  legal timestamptz not null
);
grant select, insert, update on auction.pulse to gnomon_app;

-- When nobody could.
create table auction.gap (
  jurisdiction text not null,
  began timestamptz not null,
  ended timestamptz not null,
  primary key (jurisdiction, began)
);
grant select, insert on auction.gap to gnomon_app;
