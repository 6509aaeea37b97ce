create schema draw;
grant usage on schema draw to gnomon_app;

-- A draw: committed, closed, revealed, each once. The seed is the server's secret until the pools are closed.
create table draw.draw (
  jurisdiction text not null,
  id uuid not null,
  purpose jsonb not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  seed bytea not null,
  nonce bytea not null,
  committed_at timestamptz not null,
  closing jsonb,
  closed_at timestamptz,
  root jsonb,
  result jsonb,
  revealed_at timestamptz,
  primary key (jurisdiction, id),
  check ((closing is null) = (closed_at is null)),
  check ((result is null) = (revealed_at is null)),
  check (result is null or closing is not null)
);
grant select, insert, update on draw.draw to gnomon_app;
