create schema auctions;
grant usage on schema auctions to gnomon_app;

-- Who is connected to which server, for the hall of a sale. A row of each server and sale, written when that changed, at most once a
-- second, and beaten while somebody is there; of no worth after a crash.
create unlogged table auctions.presence (
  jurisdiction text not null,
  number text not null,
  server uuid not null,
  here jsonb not null,
  beat timestamptz not null,
  primary key (jurisdiction, number, server)
);
grant select, insert, update, delete on auctions.presence to gnomon_app;
