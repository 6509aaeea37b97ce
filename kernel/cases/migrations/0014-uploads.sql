-- Files that come in pieces, so that a line that broke goes on where it was; whole, they are files. And papers in another order than
-- that of their coming: `ranked_at` is the instant at which one stands in the row.
create table cases.upload (
  jurisdiction text not null,
  id uuid not null,
  person_id uuid not null,
  -- What it is for: the draft or the case, and the slot.
  kept_for text not null,
  sha256 text not null,
  name text not null,
  size int not null,
  have int not null default 0,
  -- By its content, once it is whole.
  type text,
  begun_at timestamptz not null,
  primary key (jurisdiction, id),
  unique (jurisdiction, person_id, kept_for, sha256)
);
create table cases.upload_part (
  jurisdiction text not null,
  upload_id uuid not null,
  part int not null,
  bytes bytea not null,
  primary key (jurisdiction, upload_id, part),
  foreign key (jurisdiction, upload_id) references cases.upload (jurisdiction, id) on delete cascade
);
grant select, insert, delete on cases.upload, cases.upload_part to gnomon_app;
grant update (have, type) on cases.upload to gnomon_app;
alter table cases.paper add column ranked_at timestamptz;
grant update (ranked_at) on cases.paper to gnomon_app;
