-- A case of another installation that one of ours was opened for, or that was opened there for one of ours, as its messages told it.
create table cases.far (
  jurisdiction text not null,
  number text not null,
  parent text,
  parent_element text,
  unit text not null,
  stand jsonb not null,
  handed jsonb,
  outcome text,
  primary key (jurisdiction, number)
);
create unique index far_by_parent on cases.far (jurisdiction, parent, parent_element) where parent is not null;
-- Papers come in pieces; whole, they are files.
create table cases.piece (
  jurisdiction text not null,
  sha256 text not null,
  part int not null,
  bytes bytea not null,
  primary key (jurisdiction, sha256, part)
);
grant select, insert on cases.far, cases.piece to gnomon_app;
grant update (parent, parent_element, unit, stand, handed, outcome) on cases.far to gnomon_app;
grant delete on cases.piece to gnomon_app;
