create schema approvals;
grant usage on schema approvals to gnomon_app;

-- How many applications have arrived for a limited item in a round: its row lock gives the numbers, one after the other.
create table approvals.quota (
  jurisdiction text not null,
  item_code text not null,
  round text not null,
  last int not null,
  primary key (jurisdiction, item_code, round)
);

-- One application: the number by which it arrived, its turn (a new number once it was corrected), whether it holds one of the places.
create table approvals.arrival (
  jurisdiction text not null,
  case_id uuid not null,
  item_code text not null,
  round text not null,
  number text not null,
  arrived int not null,
  turn int not null,
  granted boolean not null default false,
  primary key (jurisdiction, case_id),
  unique (jurisdiction, item_code, round, turn)
);

grant select, insert, update on approvals.quota, approvals.arrival to gnomon_app;
