create schema procurement;
grant usage on schema procurement to gnomon_app;

-- What a unit may spend on what in a year; each place its own.
create table procurement.budget (
  jurisdiction text not null,
  unit text not null,
  year int not null,
  line text not null,
  title text not null,
  amount bigint not null,
  primary key (jurisdiction, unit, year, line)
);
grant select, insert, update on procurement.budget to gnomon_app;

-- What was taken from it by which process or order; given back where that ended without a contract.
create table procurement.commitment (
  jurisdiction text not null,
  number text not null,
  unit text not null,
  year int not null,
  line text not null,
  amount bigint not null,
  primary key (jurisdiction, number)
);
create index commitment_of_line on procurement.commitment (jurisdiction, unit, year, line);
grant select, insert, update on procurement.commitment to gnomon_app;
