create schema money;
grant usage on schema money to gnomon_app;

-- Accounts that collect: the bank's side of every order, never the unit's that orders.
create table money.account (
  jurisdiction text not null,
  number text not null,
  id uuid not null,
  bank text not null,
  holder text not null,
  kinds text[] not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- When the bank is asked next, when it last answered, and since when and why it does not.
  next_ask timestamptz,
  answered_at timestamptz,
  away_since timestamptz,
  away_why text,
  tries int not null default 0,
  primary key (jurisdiction, number)
);
create unique index account_by_id on money.account (jurisdiction, id);

create table money.number (
  jurisdiction text not null,
  word text not null,
  year int not null,
  last int not null,
  primary key (jurisdiction, word, year)
);

-- What somebody is to pay. What was paid of it is a sum over movements.
create table money.order (
  jurisdiction text not null,
  number text not null,
  id uuid not null,
  kind text not null,
  unit text not null,
  case_id uuid,
  case_number text,
  payer jsonb not null,
  purpose jsonb not null,
  amount bigint not null check (amount > 0),
  due date not null,
  account text not null,
  issued_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (jurisdiction, number),
  foreign key (jurisdiction, account) references money.account (jurisdiction, number)
);
create unique index order_by_id on money.order (jurisdiction, id);
create index orders_of_case on money.order (jurisdiction, case_id);
create index orders_of_person on money.order (jurisdiction, (payer ->> 'personId'));
create index orders_of_organisation on money.order (jurisdiction, (payer ->> 'organisationId'));
create index orders_by_time on money.order (jurisdiction, issued_at);

-- Lines of the bank, each once by the bank's serial number. One without order or refund is in suspense.
create table money.movement (
  jurisdiction text not null,
  account text not null,
  serial text not null,
  id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  amount bigint not null check (amount > 0),
  day date not null,
  name text not null,
  counter_account text not null,
  reference text not null,
  received_at timestamptz not null,
  order_number text,
  -- What a later message of the bank says differently under the same serial number.
  contradicted jsonb,
  primary key (jurisdiction, account, serial),
  foreign key (jurisdiction, account) references money.account (jurisdiction, number),
  foreign key (jurisdiction, order_number) references money.order (jurisdiction, number)
);
create unique index movement_by_id on money.movement (jurisdiction, id);
create index movements_of_order on money.movement (jurisdiction, order_number);
create index movements_in_suspense on money.movement (jurisdiction, received_at) where order_number is null;

-- Money that goes back, each of one line that came in; done once the bank shows the line that went out.
create table money.refund (
  jurisdiction text not null,
  number text not null,
  movement uuid not null,
  amount bigint not null check (amount > 0),
  ordered_at timestamptz not null,
  done_by uuid,
  primary key (jurisdiction, number),
  foreign key (jurisdiction, movement) references money.movement (jurisdiction, id)
);
create index refunds_of_movement on money.refund (jurisdiction, movement);
create unique index refund_by_line on money.refund (jurisdiction, done_by);

-- Notices of banks that were taken: none is taken twice.
create table money.notice (
  jurisdiction text not null,
  bank text not null,
  nonce text not null,
  at timestamptz not null,
  primary key (jurisdiction, bank, nonce)
);

grant select, insert on all tables in schema money to gnomon_app;
grant update (last) on money.number to gnomon_app;
grant update (closed_at, next_ask, answered_at, away_since, away_why, tries) on money.account to gnomon_app;
grant update (due, cancelled_at) on money.order to gnomon_app;
grant update (order_number, contradicted) on money.movement to gnomon_app;
grant update (done_by) on money.refund to gnomon_app;
grant delete on money.notice to gnomon_app;
