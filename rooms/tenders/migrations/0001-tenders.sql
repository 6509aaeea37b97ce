create schema tenders;
grant usage on schema tenders to gnomon_app;

-- Who registered to bid, and the order of his bond: in no act before the opening, for that who bids and how many is nobody's to know
-- (招标投标法 art. 22).
create table tenders.bidder (
  jurisdiction text not null,
  number text not null,
  bidder int not null,
  person_id uuid not null,
  bond text not null,
  paid_at timestamptz,
  refunded_at timestamptz,
  primary key (jurisdiction, number, bidder),
  unique (jurisdiction, number, person_id),
  unique (jurisdiction, bond)
);
grant select, insert, update on tenders.bidder to gnomon_app;

create table tenders.expert (
  jurisdiction text not null,
  person_id uuid not null,
  name text not null,
  specialty text not null,
  interests jsonb not null,
  primary key (jurisdiction, person_id)
);
grant select, insert, update on tenders.expert to gnomon_app;
