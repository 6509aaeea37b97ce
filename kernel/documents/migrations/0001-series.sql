create schema documents;
grant usage on schema documents to gnomon_app;

-- The last number of a series: the unit's mark and the series word (厦建受), a year. Its row lock keeps the numbers without gaps.
create table documents.series (
  jurisdiction text not null,
  word text not null,
  year int not null,
  last int not null,
  primary key (jurisdiction, word, year)
);
grant select, insert, update on documents.series to gnomon_app;
