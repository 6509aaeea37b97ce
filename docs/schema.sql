create table agreements.agreement (
  jurisdiction text not null,
  number text not null,
  title jsonb not null,
  category text not null,
  ceiling bigint not null,
  from_day date not null,
  to_day date not null,
  open boolean not null default false,
  price bigint,
  measure text,
  about text,
  unit text,
  PRIMARY KEY (jurisdiction, number),
  CHECK (((NOT open) OR ((price IS NOT NULL) AND (measure IS NOT NULL) AND (about IS NOT NULL) AND (unit IS NOT NULL))))
);
grant insert, select, update on agreements.agreement to gnomon_app;

create table agreements.application (
  jurisdiction text not null,
  number text not null,
  agreement text not null,
  uscc text not null,
  person_id uuid not null,
  name text not null,
  decided_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, number)
);
CREATE UNIQUE INDEX one_application_at_a_time ON agreements.application USING btree (jurisdiction, agreement, uscc) WHERE (decided_at IS NULL);
grant insert, select, update on agreements.application to gnomon_app;

create table agreements.call (
  jurisdiction text not null,
  number text not null,
  agreement text not null,
  good text not null,
  count integer not null,
  unit jsonb not null,
  deadline timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, number)
);
grant insert, select on agreements.call to gnomon_app;

create table agreements.entrant (
  jurisdiction text not null,
  number text not null,
  uscc text not null,
  person_id uuid not null,
  name text not null,
  removed text,
  left_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, number, uscc)
);
grant insert, select, update on agreements.entrant to gnomon_app;

create table agreements.good (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  uscc text not null,
  name text not null,
  model text not null,
  about text not null,
  measure text not null,
  first_price bigint not null,
  price bigint not null,
  domestic boolean not null,
  offered_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX good_of_agreement ON agreements.good USING btree (jurisdiction, number);
grant insert, select, update on agreements.good to gnomon_app;

create table appointments.booking (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  day date not null,
  "time" text not null,
  person_id uuid not null,
  item_code text,
  number text not null,
  state text not null,
  held_until timestamp with time zone,
  PRIMARY KEY (jurisdiction, id),
  CHECK ((state = ANY (ARRAY['held'::text, 'booked'::text, 'cancelled'::text, 'came'::text])))
);
CREATE INDEX booking_of_person ON appointments.booking USING btree (person_id, day);
CREATE INDEX booking_of_slot ON appointments.booking USING btree (jurisdiction, unit, day, "time");
grant insert, select, update on appointments.booking to gnomon_app;

create table appointments.outing (
  jurisdiction text not null,
  unit text not null,
  number text not null,
  day date not null,
  "time" text not null,
  held_until timestamp with time zone,
  PRIMARY KEY (jurisdiction, unit, number, day, "time")
);
CREATE INDEX outing_of_unit ON appointments.outing USING btree (jurisdiction, unit, day);
grant delete, insert, select, update on appointments.outing to gnomon_app;

create table appointments.slot (
  jurisdiction text not null,
  unit text not null,
  day date not null,
  "time" text not null,
  PRIMARY KEY (jurisdiction, unit, day, "time")
);
grant insert, select, update on appointments.slot to gnomon_app;

create table appointments.ticket (
  jurisdiction text not null,
  unit text not null,
  day date not null,
  n integer not null,
  booking_id uuid,
  due timestamp with time zone,
  state text not null,
  counter text,
  taken_at timestamp with time zone not null,
  called_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, unit, day, n),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'called'::text, 'served'::text, 'absent'::text])))
);
CREATE UNIQUE INDEX ticket_of_booking ON appointments.ticket USING btree (jurisdiction, booking_id) WHERE (booking_id IS NOT NULL);
grant insert, select, update on appointments.ticket to gnomon_app;

create table approvals.arrival (
  jurisdiction text not null,
  case_id uuid not null,
  item_code text not null,
  round text not null,
  number text not null,
  arrived integer not null,
  turn integer not null,
  granted boolean not null default false,
  PRIMARY KEY (jurisdiction, case_id),
  UNIQUE (jurisdiction, item_code, round, turn)
);
grant insert, select, update on approvals.arrival to gnomon_app;

create table approvals.quota (
  jurisdiction text not null,
  item_code text not null,
  round text not null,
  last integer not null,
  PRIMARY KEY (jurisdiction, item_code, round)
);
grant insert, select, update on approvals.quota to gnomon_app;

create table archive.loan (
  jurisdiction text not null,
  id uuid not null,
  volume uuid not null,
  kind text not null,
  part text not null,
  person_id uuid not null,
  name text not null,
  reason text not null,
  from_at timestamp with time zone not null,
  until date not null,
  returned_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, id),
  FOREIGN KEY (jurisdiction, volume) REFERENCES archive.volume(jurisdiction, id),
  CHECK ((kind = ANY (ARRAY['lend'::text, 'open'::text]))),
  CHECK ((part = ANY (ARRAY['main'::text, 'both'::text])))
);
CREATE INDEX loans_of_volume ON archive.loan USING btree (jurisdiction, volume);
CREATE INDEX loans_out ON archive.loan USING btree (jurisdiction, until) WHERE (returned_at IS NULL);
grant insert, select on archive.loan to gnomon_app;

create table archive.number (
  jurisdiction text not null,
  unit text not null,
  year integer not null,
  last integer not null,
  PRIMARY KEY (jurisdiction, unit, year)
);
grant insert, select on archive.number to gnomon_app;

create table archive.volume (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  case_id uuid not null,
  case_number text not null,
  kind text not null,
  unit text not null,
  title jsonb not null,
  archived_at timestamp with time zone not null,
  retention text not null,
  keep_until date,
  bound_at timestamp with time zone,
  manifest text,
  main jsonb,
  secondary jsonb,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX volumes_by_time ON archive.volume USING btree (jurisdiction, archived_at);
CREATE UNIQUE INDEX volume_by_case ON archive.volume USING btree (jurisdiction, case_id);
CREATE UNIQUE INDEX volume_by_number ON archive.volume USING btree (jurisdiction, number);
grant insert, select on archive.volume to gnomon_app;

create table archive.waiting (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  kind text not null,
  unit text not null,
  closed_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX waiting_by_time ON archive.waiting USING btree (jurisdiction, closed_at);
grant delete, insert, select, update on archive.waiting to gnomon_app;

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
  announced_at timestamp with time zone not null,
  rings_at timestamp with time zone,
  reserve jsonb,
  asked jsonb,
  sealing jsonb,
  words text[] not null,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, number)
);
CREATE INDEX auction_by_best ON auction.auction USING btree (jurisdiction, COALESCE((((state -> 'best'::text) ->> 'amount'::text))::bigint, (0)::bigint), number) WHERE ((state ->> 'stage'::text) = 'done'::text);
CREATE INDEX auction_by_end ON auction.auction USING btree (jurisdiction, COALESCE(((state ->> 'until'::text))::bigint, (0)::bigint), number) WHERE ((state ->> 'stage'::text) = 'done'::text);
CREATE INDEX auction_by_start ON auction.auction USING btree (jurisdiction, (((terms ->> 'start'::text))::bigint), number) WHERE ((state ->> 'stage'::text) = 'done'::text);
CREATE INDEX auction_by_words ON auction.auction USING gin (words);
CREATE INDEX auction_ended ON auction.auction USING btree (jurisdiction, announced_at, number) WHERE ((state ->> 'stage'::text) = 'done'::text);
CREATE INDEX auction_open ON auction.auction USING btree (jurisdiction) WHERE ((state ->> 'stage'::text) <> 'done'::text);
grant insert, select, update on auction.auction to gnomon_app;

create table auction.bidder (
  jurisdiction text not null,
  auction_id uuid not null,
  bidder integer not null,
  person_id uuid not null,
  name text not null,
  own_limit bigint,
  deposit_order text,
  deposit bigint,
  for_whom jsonb,
  came_from text,
  PRIMARY KEY (jurisdiction, auction_id, bidder),
  UNIQUE (jurisdiction, auction_id, person_id),
  FOREIGN KEY (jurisdiction, auction_id) REFERENCES auction.auction(jurisdiction, id)
);
grant insert, select, update on auction.bidder to gnomon_app;

create table auction.gap (
  jurisdiction text not null,
  began timestamp with time zone not null,
  ended timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, began)
);
grant insert, select on auction.gap to gnomon_app;

create table auction.pulse (
  jurisdiction text not null,
  beat timestamp with time zone not null,
  legal timestamp with time zone not null,
  PRIMARY KEY (jurisdiction)
);
grant insert, select, update on auction.pulse to gnomon_app;

create table auctions.presence (
  jurisdiction text not null,
  number text not null,
  server uuid not null,
  here jsonb not null,
  beat timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, number, server)
);
grant delete, insert, select, update on auctions.presence to gnomon_app;

create table bank.entry (
  jurisdiction text not null,
  serial text not null,
  account text not null,
  direction text not null,
  amount bigint not null,
  day date not null,
  name text not null,
  counter_account text not null,
  reference text not null,
  PRIMARY KEY (jurisdiction, serial),
  CHECK ((amount > 0)),
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);
CREATE INDEX entries_of_account ON bank.entry USING btree (jurisdiction, account, day);
grant insert, select on bank.entry to gnomon_app;

create table bank.state (
  jurisdiction text not null,
  mode text not null default 'good'::text,
  secret text not null default ((gen_random_uuid())::text || (gen_random_uuid())::text),
  PRIMARY KEY (jurisdiction)
);
grant insert, select, update on bank.state to gnomon_app;

create table bond.bidder (
  jurisdiction text not null,
  number text not null,
  bidder integer not null,
  person_id uuid not null,
  bond text,
  paid_at timestamp with time zone,
  late boolean not null default false,
  returned_at timestamp with time zone,
  refunded_at timestamp with time zone,
  kept text,
  interest bigint not null default 0,
  PRIMARY KEY (jurisdiction, number, bidder),
  UNIQUE (jurisdiction, bond),
  UNIQUE (jurisdiction, number, person_id)
);
grant insert, select, update on bond.bidder to gnomon_app;

create table bond.early (
  jurisdiction text not null,
  bond text not null,
  number text not null,
  bidder integer not null,
  person_id uuid not null,
  returned_at timestamp with time zone not null,
  refunded_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, bond)
);
CREATE INDEX early_of_procedure ON bond.early USING btree (jurisdiction, number);
grant insert, select, update on bond.early to gnomon_app;

create table cases.assignee (
  jurisdiction text not null,
  case_id uuid not null,
  person_id uuid not null,
  name text not null,
  since timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, case_id),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
grant delete, insert, select, update on cases.assignee to gnomon_app;

create table cases.case (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  item_code text,
  version_id uuid,
  unit text not null,
  form jsonb not null default '{}'::jsonb,
  submitted_at timestamp with time zone not null,
  kind text not null,
  chart_digest text,
  correlation text,
  parent text,
  parent_element text,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, number)
);
CREATE INDEX case_by_item ON cases."case" USING btree (jurisdiction, item_code);
CREATE INDEX case_by_unit ON cases."case" USING btree (jurisdiction, unit, submitted_at DESC);
CREATE UNIQUE INDEX case_by_parent ON cases."case" USING btree (jurisdiction, parent, parent_element) WHERE (parent IS NOT NULL);
grant insert, select on cases.case to gnomon_app;

create table cases.document (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid not null,
  act_id uuid,
  number text not null,
  kind text not null,
  content jsonb not null,
  issued_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, number),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
CREATE INDEX document_by_case ON cases.document USING btree (jurisdiction, case_id);
grant insert, select on cases.document to gnomon_app;

create table cases.draft (
  jurisdiction text not null,
  person_id uuid not null,
  item_code text not null,
  form jsonb not null default '{}'::jsonb,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, person_id, item_code)
);
grant delete, insert, select, update on cases.draft to gnomon_app;

create table cases.far (
  jurisdiction text not null,
  number text not null,
  parent text,
  parent_element text,
  unit text not null,
  stand jsonb not null,
  handed jsonb,
  outcome text,
  PRIMARY KEY (jurisdiction, number)
);
CREATE UNIQUE INDEX far_by_parent ON cases.far USING btree (jurisdiction, parent, parent_element) WHERE (parent IS NOT NULL);
grant insert, select on cases.far to gnomon_app;

create table cases.filter (
  jurisdiction text not null,
  person_id uuid not null,
  id uuid not null,
  name text not null,
  address text not null,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX filter_of_person ON cases.filter USING btree (jurisdiction, person_id, name);
grant delete, insert, select, update on cases.filter to gnomon_app;

create table cases.note (
  jurisdiction text not null,
  case_id uuid not null,
  id uuid not null,
  unit text not null,
  person_id uuid not null,
  name text not null,
  body text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, id),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
CREATE INDEX note_of_case ON cases.note USING btree (jurisdiction, case_id, at);
grant insert, select on cases.note to gnomon_app;

create table cases.number (
  jurisdiction text not null,
  year integer not null,
  last integer not null,
  PRIMARY KEY (jurisdiction, year)
);
grant insert, select, update on cases.number to gnomon_app;

create table cases.paper (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid,
  person_id uuid not null,
  item_code text,
  slot text not null,
  sha256 text not null,
  name text not null,
  size bigint not null,
  type text not null,
  uploaded_at timestamp with time zone not null,
  ranked_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, id),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
CREATE INDEX material_by_case ON cases.paper USING btree (jurisdiction, case_id);
CREATE INDEX material_of_draft ON cases.paper USING btree (jurisdiction, person_id, item_code) WHERE (case_id IS NULL);
grant delete, insert, select, update on cases.paper to gnomon_app;

create table cases.party (
  jurisdiction text not null,
  case_id uuid not null,
  n integer not null,
  role text not null,
  person_id uuid,
  organisation_id uuid,
  unit text,
  name text not null,
  hidden boolean not null default false,
  authority uuid,
  PRIMARY KEY (jurisdiction, case_id, n),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
CREATE INDEX party_by_organisation ON cases.party USING btree (organisation_id) WHERE ((organisation_id IS NOT NULL) AND (person_id IS NULL));
CREATE INDEX party_by_person ON cases.party USING btree (person_id) WHERE (person_id IS NOT NULL);
grant insert, select on cases.party to gnomon_app;

create table cases.phrase (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  title text not null,
  body text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX phrase_of_unit ON cases.phrase USING btree (jurisdiction, unit, title);
grant delete, insert, select, update on cases.phrase to gnomon_app;

create table cases.piece (
  jurisdiction text not null,
  sha256 text not null,
  part integer not null,
  bytes bytea not null,
  PRIMARY KEY (jurisdiction, sha256, part)
);
grant delete, insert, select on cases.piece to gnomon_app;

create table cases.recusal (
  jurisdiction text not null,
  case_id uuid not null,
  person_id uuid not null,
  PRIMARY KEY (jurisdiction, case_id, person_id),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
grant insert, select on cases.recusal to gnomon_app;

create table cases.shown (
  jurisdiction text not null,
  case_id uuid not null,
  kind text not null,
  number text not null,
  unit text not null,
  opened_at timestamp with time zone not null,
  key1 double precision not null,
  key2 double precision not null,
  key3 double precision not null,
  words text[] not null,
  said jsonb not null,
  PRIMARY KEY (jurisdiction, case_id),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
CREATE INDEX shown_by_key1 ON cases.shown USING btree (kind, key1, number);
CREATE INDEX shown_by_key2 ON cases.shown USING btree (kind, key2, number);
CREATE INDEX shown_by_key3 ON cases.shown USING btree (kind, key3, number);
CREATE INDEX shown_by_number ON cases.shown USING btree (kind, number);
CREATE INDEX shown_by_opening ON cases.shown USING btree (kind, opened_at, number);
CREATE INDEX shown_by_words ON cases.shown USING gin (words);
grant delete, insert, select, update on cases.shown to gnomon_app;

create table cases.standing (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  kind text not null,
  item_code text,
  unit text not null,
  title jsonb not null,
  party text not null,
  status text not null,
  status_text jsonb not null,
  closed boolean not null,
  clock text,
  due date,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  words text[] not null,
  PRIMARY KEY (jurisdiction, case_id),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
CREATE INDEX standing_by_due ON cases.standing USING btree (jurisdiction, unit, kind, closed, due, number);
CREATE INDEX standing_by_number ON cases.standing USING btree (jurisdiction, number);
CREATE INDEX standing_by_opening ON cases.standing USING btree (jurisdiction, unit, kind, closed, opened_at DESC, number);
CREATE INDEX standing_by_words ON cases.standing USING gin (words);
CREATE INDEX standing_closed ON cases.standing USING btree (closed_at, unit, jurisdiction, case_id) WHERE closed;
CREATE INDEX standing_open ON cases.standing USING btree (due, number, unit, jurisdiction) WHERE (NOT closed);
CREATE INDEX standing_open_of_unit ON cases.standing USING btree (jurisdiction, unit, case_id) WHERE (NOT closed);
grant delete, insert, select, update on cases.standing to gnomon_app;

create table cases.upload (
  jurisdiction text not null,
  id uuid not null,
  person_id uuid not null,
  kept_for text not null,
  sha256 text not null,
  name text not null,
  size integer not null,
  have integer not null default 0,
  type text,
  begun_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, person_id, kept_for, sha256)
);
grant delete, insert, select on cases.upload to gnomon_app;

create table cases.upload_part (
  jurisdiction text not null,
  upload_id uuid not null,
  part integer not null,
  bytes bytea not null,
  PRIMARY KEY (jurisdiction, upload_id, part),
  FOREIGN KEY (jurisdiction, upload_id) REFERENCES cases.upload(jurisdiction, id) ON DELETE CASCADE
);
grant delete, insert, select on cases.upload_part to gnomon_app;

create table cases.work (
  jurisdiction text not null,
  case_id uuid not null,
  element text not null,
  kind text not null,
  act text,
  unit text,
  post text,
  party text,
  opened_at timestamp with time zone not null,
  due date,
  own boolean not null default false,
  message text,
  correlation text,
  case_kind text not null,
  PRIMARY KEY (jurisdiction, case_id, element),
  FOREIGN KEY (jurisdiction, case_id) REFERENCES cases."case"(jurisdiction, id)
);
CREATE INDEX work_by_message ON cases.work USING btree (jurisdiction, message) WHERE (message IS NOT NULL);
CREATE INDEX work_of_kind ON cases.work USING btree (unit, case_kind, post) WHERE (unit IS NOT NULL);
CREATE INDEX work_of_unit ON cases.work USING btree (unit, due, case_id, post) WHERE (unit IS NOT NULL);
grant delete, insert, select, update on cases.work to gnomon_app;

create table catalog.scenario (
  id text not null,
  "position" integer not null,
  name jsonb not null,
  line jsonb not null,
  items text[] not null,
  guide jsonb,
  PRIMARY KEY (id)
);
grant insert, select, update on catalog.scenario to gnomon_app;

create table catalog.version (
  id uuid not null,
  code text not null,
  number integer not null,
  jurisdiction text not null,
  unit text not null,
  status text not null,
  content jsonb not null,
  form json not null,
  bpmn text not null,
  chart_digest text,
  digest text,
  drafted_by uuid not null,
  reviewed_by uuid,
  opinion text,
  published_from timestamp with time zone,
  retired_at timestamp with time zone,
  revision integer not null default 1,
  updated_at timestamp with time zone not null,
  words text[] not null default '{}'::text[],
  PRIMARY KEY (id),
  UNIQUE (code, number),
  CHECK ((status = ANY (ARRAY['draft'::text, 'in-review'::text, 'returned'::text, 'passed'::text, 'published'::text, 'retired'::text])))
);
CREATE INDEX version_by_unit ON catalog.version USING btree (unit, status);
CREATE INDEX version_published ON catalog.version USING btree (code, published_from) WHERE (status = 'published'::text);
CREATE INDEX version_words ON catalog.version USING gin (words);
CREATE UNIQUE INDEX one_open_draft ON catalog.version USING btree (code) WHERE (status = ANY (ARRAY['draft'::text, 'in-review'::text, 'returned'::text, 'passed'::text]));
grant insert, select, update on catalog.version to gnomon_app;

create table consultations.answer (
  jurisdiction text not null,
  number text not null,
  title text not null,
  question text not null,
  answer text not null,
  class text not null,
  unit text not null,
  published_on date not null,
  PRIMARY KEY (jurisdiction, number)
);
CREATE INDEX answer_published ON consultations.answer USING btree (jurisdiction, published_on DESC, number DESC);
grant insert, select on consultations.answer to gnomon_app;

create table consultations.client (
  jurisdiction text not null,
  client text not null,
  name text not null,
  key_sha256 text not null,
  admitted_on date not null,
  ended_on date,
  PRIMARY KEY (jurisdiction, client)
);
CREATE UNIQUE INDEX client_key ON consultations.client USING btree (jurisdiction, key_sha256);
grant insert, select on consultations.client to gnomon_app;

create table consultations.ticket (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  class text not null,
  unit text not null,
  district text,
  place text not null,
  lat double precision,
  long double precision,
  state text not null,
  open boolean not null,
  requested_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expected_on date,
  merged_into text,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX ticket_merged ON consultations.ticket USING btree (jurisdiction, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX ticket_place ON consultations.ticket USING btree (jurisdiction, class, place);
CREATE INDEX ticket_requested ON consultations.ticket USING btree (jurisdiction, requested_at DESC);
CREATE UNIQUE INDEX ticket_number ON consultations.ticket USING btree (jurisdiction, number);
grant insert, select on consultations.ticket to gnomon_app;

create table contracting.release (
  jurisdiction text not null,
  serial integer not null,
  act_id uuid not null,
  process text not null,
  said jsonb not null,
  PRIMARY KEY (jurisdiction, serial),
  UNIQUE (jurisdiction, act_id)
);
CREATE INDEX release_process ON contracting.release USING btree (jurisdiction, process);
grant insert, select on contracting.release to gnomon_app;

create table credit.fact (
  jurisdiction text not null,
  id uuid not null,
  subject text not null,
  name text not null,
  kind text not null,
  title jsonb not null,
  document text not null,
  on_day date not null,
  until date,
  unit text,
  source text not null,
  act uuid,
  ended_on date,
  ended_why text,
  recorded_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX fact_of_document ON credit.fact USING btree (jurisdiction, subject, document);
CREATE INDEX fact_of_subject ON credit.fact USING btree (subject);
grant insert, select, update on credit.fact to gnomon_app;

create table credit.import (
  jurisdiction text not null,
  id uuid not null,
  register text not null,
  sha256 text not null,
  taken integer not null,
  warned integer not null,
  refused jsonb not null,
  head jsonb not null,
  at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, id)
);
grant insert, select on credit.import to gnomon_app;

create table credit.listing (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  list text not null,
  subject text not null,
  name text not null,
  decision text not null,
  unit text not null,
  mark uuid,
  flags text[] not null default '{}'::text[],
  repair text not null default ''::text,
  ended text,
  ended_on date,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX listing_of_subject ON credit.listing USING btree (subject);
CREATE UNIQUE INDEX listing_of_decision ON credit.listing USING btree (jurisdiction, list, subject, decision) WHERE ((ended IS NULL) OR (ended <> 'dropped'::text));
grant insert, select, update on credit.listing to gnomon_app;

create table credit.report (
  jurisdiction text not null,
  id uuid not null,
  subject text not null,
  content jsonb not null,
  sha256 text not null,
  made_at timestamp with time zone not null,
  asker text not null,
  person_id uuid,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX report_of_subject ON credit.report USING btree (subject, made_at);
grant insert, select on credit.report to gnomon_app;

create table disclosure.contest (
  jurisdiction text not null,
  case_id uuid not null,
  n integer not null,
  unit text not null,
  way text not null,
  opened_on date not null,
  result text,
  ended_on date,
  PRIMARY KEY (jurisdiction, case_id, n)
);
grant insert, select on disclosure.contest to gnomon_app;

create table disclosure.request (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  unit text not null,
  category text not null,
  received_on date not null,
  replied_on date,
  "row" text,
  asker text not null default ''::text,
  asked text not null default ''::text,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX request_of_asker ON disclosure.request USING btree (jurisdiction, unit, asker);
CREATE INDEX request_of_unit ON disclosure.request USING btree (jurisdiction, unit, received_on);
grant insert, select on disclosure.request to gnomon_app;

create table discretion.standard (
  jurisdiction text not null,
  code text not null,
  id uuid not null,
  unit text not null,
  name text not null,
  xml text not null,
  revision integer not null,
  drafted_by uuid,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, code),
  UNIQUE (id)
);
grant insert, select, update on discretion.standard to gnomon_app;

create table discretion.version (
  jurisdiction text not null,
  code text not null,
  number integer not null,
  name text not null,
  unit text not null,
  digest text not null,
  xml text not null,
  opinion text not null,
  published_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, code, number),
  FOREIGN KEY (jurisdiction, code) REFERENCES discretion.standard(jurisdiction, code),
  CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
grant insert, select on discretion.version to gnomon_app;

create table documents.series (
  jurisdiction text not null,
  word text not null,
  year integer not null,
  last integer not null,
  PRIMARY KEY (jurisdiction, word, year)
);
grant insert, select, update on documents.series to gnomon_app;

create table draw.draw (
  jurisdiction text not null,
  id uuid not null,
  purpose jsonb not null,
  commitment text not null,
  seed bytea not null,
  nonce bytea not null,
  committed_at timestamp with time zone not null,
  closing jsonb,
  closed_at timestamp with time zone,
  root jsonb,
  result jsonb,
  revealed_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, id),
  CHECK (((closing IS NULL) = (closed_at IS NULL))),
  CHECK (((result IS NULL) = (revealed_at IS NULL))),
  CHECK (((result IS NULL) OR (closing IS NOT NULL))),
  CHECK ((commitment ~ '^[0-9a-f]{64}$'::text))
);
grant insert, select, update on draw.draw to gnomon_app;

create table enforcement.officer (
  jurisdiction text not null,
  case_id uuid not null,
  n integer not null,
  person_id uuid not null,
  card text not null,
  left_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, case_id, n)
);
CREATE INDEX officer_in_charge ON enforcement.officer USING btree (jurisdiction, person_id, case_id) WHERE (left_at IS NULL);
grant insert, select on enforcement.officer to gnomon_app;

create table enforcement.register (
  number text not null,
  jurisdiction text not null,
  unit text not null,
  item_code text not null,
  subject text not null default ''::text,
  act_on date not null,
  filed_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  fine bigint,
  simple boolean not null default false,
  closed boolean not null default false,
  annulled text,
  published jsonb,
  published_at timestamp with time zone,
  shown_until date,
  words text[] not null default '{}'::text[],
  PRIMARY KEY (jurisdiction, number)
);
CREATE INDEX register_by_words ON enforcement.register USING gin (words) WHERE (published IS NOT NULL);
CREATE INDEX register_of_unit ON enforcement.register USING btree (unit, published_at DESC, number) WHERE (published IS NOT NULL);
CREATE INDEX register_published ON enforcement.register USING btree (published_at DESC, number) WHERE (published IS NOT NULL);
CREATE INDEX register_subject ON enforcement.register USING btree (subject, item_code);
grant insert, select, update on enforcement.register to gnomon_app;

create table envelope.bidder (
  jurisdiction text not null,
  box_id uuid not null,
  bidder integer not null,
  person_id uuid not null,
  name text not null,
  PRIMARY KEY (jurisdiction, box_id, bidder),
  UNIQUE (jurisdiction, box_id, person_id),
  FOREIGN KEY (jurisdiction, box_id) REFERENCES envelope.box(jurisdiction, id)
);
grant insert, select on envelope.bidder to gnomon_app;

create table envelope.box (
  jurisdiction text not null,
  id uuid not null,
  number text not null,
  terms jsonb not null,
  state text not null,
  called boolean not null default false,
  challenges jsonb not null default '{}'::jsonb,
  rehearsed jsonb not null default '[]'::jsonb,
  sealed jsonb,
  late integer not null default 0,
  opened jsonb,
  short jsonb,
  withheld boolean not null default false,
  hosted boolean not null default false,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, number)
);
grant insert, select, update on envelope.box to gnomon_app;

create table envelope.envelope (
  jurisdiction text not null,
  id uuid not null,
  box_id uuid not null,
  bidder integer not null,
  version integer not null,
  digest text not null,
  signed jsonb not null,
  received_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, box_id, bidder, version),
  UNIQUE (jurisdiction, box_id, digest),
  FOREIGN KEY (jurisdiction, box_id) REFERENCES envelope.box(jurisdiction, id)
);
grant insert, select, update on envelope.envelope to gnomon_app;

create table envelope.part (
  jurisdiction text not null,
  box_id uuid not null,
  bidder integer not null,
  sha256 text not null,
  size integer not null,
  PRIMARY KEY (jurisdiction, box_id, bidder, sha256),
  FOREIGN KEY (jurisdiction, box_id) REFERENCES envelope.box(jurisdiction, id)
);
grant insert, select on envelope.part to gnomon_app;

create table envelope.release (
  jurisdiction text not null,
  box_id uuid not null,
  no integer not null,
  shares jsonb not null,
  released_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, box_id, no),
  FOREIGN KEY (jurisdiction, box_id) REFERENCES envelope.box(jurisdiction, id)
);
grant insert, select on envelope.release to gnomon_app;

create table envelope.result (
  jurisdiction text not null,
  box_id uuid not null,
  bidder integer not null,
  digest text not null,
  outcome text not null,
  why text,
  wrong jsonb not null,
  released jsonb not null,
  sheet jsonb,
  identity jsonb,
  secret text,
  files jsonb,
  checked text,
  PRIMARY KEY (jurisdiction, box_id, bidder),
  FOREIGN KEY (jurisdiction, box_id) REFERENCES envelope.box(jurisdiction, id)
);
grant insert, select, update on envelope.result to gnomon_app;

create table envelope.trustee_key (
  jurisdiction text not null,
  unit text not null,
  key text not null,
  title jsonb not null,
  registered_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, unit)
);
grant insert, select, update on envelope.trustee_key to gnomon_app;

create table experts.expert (
  jurisdiction text not null,
  person_id uuid not null,
  name text not null,
  specialties jsonb not null,
  interests jsonb not null,
  suspended_until date,
  PRIMARY KEY (jurisdiction, person_id)
);
grant insert, select, update on experts.expert to gnomon_app;

create table experts.service (
  jurisdiction text not null,
  number text not null,
  person_id uuid not null,
  unit text not null,
  drawn_at timestamp with time zone not null,
  attended boolean not null,
  fee bigint,
  grade integer,
  grade_words text,
  grade_back integer,
  grade_back_words text,
  PRIMARY KEY (jurisdiction, number, person_id)
);
CREATE INDEX service_of_person ON experts.service USING btree (jurisdiction, person_id, drawn_at);
grant insert, select, update on experts.service to gnomon_app;

create table identity.appointment (
  id uuid not null,
  post text not null,
  person_id uuid not null,
  starts_on date not null,
  ends_on date,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id),
  FOREIGN KEY (post) REFERENCES identity.post(code)
);
CREATE INDEX appointment_by_person ON identity.appointment USING btree (person_id);
grant insert, select, update on identity.appointment to gnomon_app;

create table identity.attempt (
  login bytea not null,
  origin text not null,
  failures integer not null,
  since timestamp with time zone not null,
  locked_until timestamp with time zone,
  PRIMARY KEY (login, origin)
);
grant delete, insert, select, update on identity.attempt to gnomon_app;

create table identity.authority (
  id uuid not null,
  agent_id uuid not null,
  principal_id uuid,
  principal_name text not null,
  principal_resident_id text not null,
  valid_until date not null,
  sha256 text not null,
  file_name text not null,
  type text not null,
  registered_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  end_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES identity.person(id),
  FOREIGN KEY (principal_id) REFERENCES identity.person(id)
);
CREATE INDEX authority_by_agent ON identity.authority USING btree (agent_id);
CREATE INDEX authority_by_principal ON identity.authority USING btree (principal_id) WHERE (principal_id IS NOT NULL);
grant insert, select, update on identity.authority to gnomon_app;

create table identity.card (
  number text not null,
  person_id uuid not null,
  unit text not null,
  scope jsonb not null,
  valid_from date not null,
  valid_until date not null,
  granted_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_why text,
  PRIMARY KEY (number),
  FOREIGN KEY (person_id) REFERENCES identity.person(id),
  FOREIGN KEY (unit) REFERENCES identity.unit(code),
  CHECK ((valid_until >= valid_from))
);
CREATE INDEX card_by_person ON identity.card USING btree (person_id);
CREATE INDEX card_by_unit ON identity.card USING btree (unit);
grant insert, select, update on identity.card to gnomon_app;

create table identity.challenge (
  id uuid not null,
  challenge text not null,
  person_id uuid,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (id)
);
grant delete, insert, select, update on identity.challenge to gnomon_app;

create table identity.device (
  person_id uuid not null,
  digest bytea not null,
  seen_at timestamp with time zone not null default now(),
  PRIMARY KEY (person_id, digest),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
grant delete, insert, select, update on identity.device to gnomon_app;

create table identity.feed (
  person_id uuid not null,
  purpose text not null,
  digest bytea not null,
  made_at timestamp with time zone not null,
  PRIMARY KEY (person_id, purpose),
  UNIQUE (digest),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
grant delete, insert, select, update on identity.feed to gnomon_app;

create table identity.held_form (
  id uuid not null,
  path text not null,
  form jsonb not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (id)
);
grant delete, insert, select, update on identity.held_form to gnomon_app;

create table identity.invitation (
  id uuid not null,
  organisation_id uuid not null,
  login text not null,
  scopes text[] not null,
  invited_by uuid not null,
  invited_at timestamp with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (organisation_id, login),
  FOREIGN KEY (invited_by) REFERENCES identity.person(id),
  FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id)
);
CREATE INDEX invitation_by_login ON identity.invitation USING btree (login);
grant delete, insert, select, update on identity.invitation to gnomon_app;

create table identity.kin (
  person_id uuid not null,
  resident_id text not null,
  name text not null,
  relation text not null,
  declared_at timestamp with time zone not null,
  PRIMARY KEY (person_id, resident_id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
grant delete, insert, select, update on identity.kin to gnomon_app;

create table identity.organisation (
  id uuid not null,
  uscc text not null,
  name text not null,
  demonstration boolean not null default false,
  PRIMARY KEY (id),
  UNIQUE (uscc)
);
grant insert, select, update on identity.organisation to gnomon_app;

create table identity.organisation_member (
  organisation_id uuid not null,
  person_id uuid not null,
  scopes text[] not null default '{apply,read,manage}'::text[],
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
grant delete, insert, select, update on identity.organisation_member to gnomon_app;

create table identity.passkey (
  id text not null,
  person_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports jsonb not null default '[]'::jsonb,
  label text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
CREATE INDEX passkey_by_person ON identity.passkey USING btree (person_id);
grant delete, insert, select, update on identity.passkey to gnomon_app;

create table identity.password (
  person_id uuid not null,
  login text not null,
  hash text not null,
  changed_at timestamp with time zone not null default now(),
  skeleton text not null,
  PRIMARY KEY (person_id),
  UNIQUE (login),
  UNIQUE (skeleton),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
grant insert, select, update on identity.password to gnomon_app;

create table identity.person (
  id uuid not null,
  name text not null,
  resident_id text,
  phone text,
  demonstration boolean not null default false,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  resident_id_verified boolean not null default false,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX person_by_verified_id ON identity.person USING btree (resident_id) WHERE resident_id_verified;
grant insert, select, update on identity.person to gnomon_app;

create table identity.post (
  code text not null,
  id uuid not null,
  unit text not null,
  title jsonb not null,
  role text not null,
  seats integer not null default 1,
  PRIMARY KEY (code),
  UNIQUE (id),
  FOREIGN KEY (unit) REFERENCES identity.unit(code),
  CHECK ((seats > 0))
);
grant insert, select, update on identity.post to gnomon_app;

create table identity.profile (
  person_id uuid not null,
  address text not null default ''::text,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
grant insert, select, update on identity.profile to gnomon_app;

create table identity.proposal (
  id uuid not null,
  post text not null,
  person_id uuid not null,
  starts_on date not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (post, person_id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id),
  FOREIGN KEY (post) REFERENCES identity.post(code)
);
grant delete, insert, select, update on identity.proposal to gnomon_app;

create table identity.recovery (
  person_id uuid not null,
  first_digest bytea not null,
  second_digest bytea,
  two_halves boolean not null,
  issued_by uuid not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
grant delete, insert, select, update on identity.recovery to gnomon_app;

create table identity.session (
  id uuid not null,
  token_digest bytea not null,
  person_id uuid not null,
  post text,
  strong boolean not null default false,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  failures integer not null default 0,
  PRIMARY KEY (id),
  UNIQUE (token_digest),
  FOREIGN KEY (person_id) REFERENCES identity.person(id),
  FOREIGN KEY (post) REFERENCES identity.post(code)
);
CREATE INDEX session_by_person ON identity.session USING btree (person_id) WHERE (ended_at IS NULL);
grant insert, select, update on identity.session to gnomon_app;

create table identity.substitution (
  id uuid not null,
  post text not null,
  person_id uuid not null,
  substitute_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  reason text not null,
  ended_at timestamp with time zone,
  agreed_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES identity.person(id),
  FOREIGN KEY (post) REFERENCES identity.post(code),
  FOREIGN KEY (substitute_id) REFERENCES identity.person(id)
);
CREATE INDEX substitution_by_person ON identity.substitution USING btree (person_id);
CREATE INDEX substitution_by_substitute ON identity.substitution USING btree (substitute_id);
grant insert, select, update on identity.substitution to gnomon_app;

create table identity.unit (
  code text not null,
  id uuid not null,
  jurisdiction text not null,
  level text not null,
  kind text not null,
  name jsonb not null,
  parent text,
  supervised_by text,
  details jsonb not null default '{}'::jsonb,
  PRIMARY KEY (code),
  UNIQUE (id),
  FOREIGN KEY (parent) REFERENCES identity.unit(code),
  FOREIGN KEY (supervised_by) REFERENCES identity.unit(code),
  CHECK ((level = ANY (ARRAY['city'::text, 'district'::text, 'street'::text, 'community'::text])))
);
grant insert, select, update on identity.unit to gnomon_app;

create table inspection.list (
  number integer not null,
  id uuid not null,
  content jsonb not null,
  digest text not null,
  chart_digest text not null,
  from_day date not null,
  published_at timestamp with time zone not null,
  PRIMARY KEY (number),
  UNIQUE (id),
  CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
grant insert, select on inspection.list to gnomon_app;

create table inspection.plan (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  year integer not null,
  title text not null,
  lines jsonb not null,
  state text not null,
  proposed_by uuid,
  proposed_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  opinion text,
  PRIMARY KEY (jurisdiction, id),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'returned'::text])))
);
grant insert, select, update on inspection.plan to gnomon_app;

create table inspection.recusal (
  jurisdiction text not null,
  task uuid not null,
  card text not null,
  uscc text not null default ''::text,
  reason text not null,
  declared_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, task, card, uscc),
  FOREIGN KEY (jurisdiction, task) REFERENCES inspection.task(jurisdiction, id)
);
grant insert, select on inspection.recusal to gnomon_app;

create table inspection.subject (
  jurisdiction text not null,
  unit text not null,
  uscc text not null,
  name text not null,
  address text not null,
  fields text[] not null,
  risk text not null,
  active boolean not null default true,
  PRIMARY KEY (jurisdiction, unit, uscc),
  CHECK ((risk = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text])))
);
grant insert, select, update on inspection.subject to gnomon_app;

create table inspection.task (
  jurisdiction text not null,
  id uuid not null,
  unit text not null,
  plan uuid not null,
  line integer not null,
  draw uuid not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  drawn_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, plan, line),
  FOREIGN KEY (jurisdiction, plan) REFERENCES inspection.plan(jurisdiction, id)
);
CREATE UNIQUE INDEX task_by_draw ON inspection.task USING btree (jurisdiction, draw);
grant insert, select, update on inspection.task to gnomon_app;

create table inspection.visit (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  task uuid,
  unit text not null,
  units text[] not null,
  uscc text not null,
  name text not null,
  cause text not null,
  items text[] not null,
  token text not null,
  opened_at timestamp with time zone not null,
  window_from date,
  window_to date,
  visited_at timestamp with time zone,
  conclusion text,
  published_at timestamp with time zone,
  dropped boolean not null default false,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX visit_by_publication ON inspection.visit USING btree (published_at DESC) WHERE (published_at IS NOT NULL);
CREATE INDEX visit_by_subject ON inspection.visit USING btree (jurisdiction, uscc);
CREATE INDEX visit_by_task ON inspection.visit USING btree (jurisdiction, task) WHERE (task IS NOT NULL);
CREATE UNIQUE INDEX visit_by_token ON inspection.visit USING btree (jurisdiction, token);
grant insert, select, update on inspection.visit to gnomon_app;

create table leads.trace (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  unit text not null,
  subject text not null,
  place text not null,
  item_code text not null,
  seen_on date not null,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX trace_place ON leads.trace USING btree (jurisdiction, place);
CREATE INDEX trace_subject ON leads.trace USING btree (jurisdiction, subject);
grant insert, select, update on leads.trace to gnomon_app;

create table ledger.checkpoint (
  size bigint not null,
  note text not null,
  cosignatures jsonb not null default '[]'::jsonb,
  at timestamp with time zone not null,
  PRIMARY KEY (size)
);
grant insert, select, update on ledger.checkpoint to gnomon_app;

create table ledger.head (
  origin text not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (origin)
);
grant insert, select, update on ledger.head to gnomon_app;

create table ledger.leaf (
  jurisdiction text not null,
  act_id uuid not null,
  index bigint not null,
  hash bytea not null,
  integrated_at timestamp with time zone not null default clock_timestamp(),
  PRIMARY KEY (jurisdiction, act_id),
  UNIQUE (index)
);
grant insert, select on ledger.leaf to gnomon_app;

create table ledger.tally (
  what text not null,
  key text not null,
  en text not null default ''::text,
  n bigint not null,
  PRIMARY KEY (what, key),
  CHECK ((what = ANY (ARRAY['day'::text, 'hour'::text, 'type'::text, 'unit'::text])))
);
grant insert, select, update on ledger.tally to gnomon_app;

create table ledger.watch (
  one boolean not null default true,
  next bigint not null default 0,
  edge jsonb not null default '[]'::jsonb,
  round_ended_at timestamp with time zone,
  checked_at timestamp with time zone,
  finding jsonb,
  found_at timestamp with time zone,
  PRIMARY KEY (one),
  CHECK (one)
);
grant insert, select, update on ledger.watch to gnomon_app;

create table messages.delivery (
  jurisdiction text not null,
  id uuid not null,
  person_id uuid not null,
  channel text not null,
  address text not null,
  subject text not null,
  body text not null,
  digest_of date,
  state text not null,
  tries integer not null,
  said text,
  at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, id),
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'bounced'::text, 'failed'::text])))
);
CREATE INDEX delivery_of_person ON messages.delivery USING btree (jurisdiction, person_id, at DESC);
CREATE UNIQUE INDEX one_digest ON messages.delivery USING btree (jurisdiction, person_id, channel, digest_of) WHERE (digest_of IS NOT NULL);
grant insert, select, update on messages.delivery to gnomon_app;

create table messages.message (
  jurisdiction text not null,
  id uuid not null,
  person_id uuid not null,
  case_number text not null,
  act_id uuid not null,
  title jsonb not null,
  line jsonb not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  case_kind text not null,
  path text,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, act_id, person_id)
);
CREATE INDEX message_of_person ON messages.message USING btree (jurisdiction, person_id, at DESC);
grant insert, select on messages.message to gnomon_app;

create table messages.preference (
  jurisdiction text not null,
  person_id uuid not null,
  email text,
  sms text,
  digest boolean not null,
  PRIMARY KEY (jurisdiction, person_id)
);
grant insert, select, update on messages.preference to gnomon_app;

create table money.account (
  jurisdiction text not null,
  number text not null,
  id uuid not null,
  bank text not null,
  holder text not null,
  kinds text[] not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  next_ask timestamp with time zone,
  answered_at timestamp with time zone,
  away_since timestamp with time zone,
  away_why text,
  tries integer not null default 0,
  PRIMARY KEY (jurisdiction, number)
);
CREATE UNIQUE INDEX account_by_id ON money.account USING btree (jurisdiction, id);
grant insert, select on money.account to gnomon_app;

create table money.movement (
  jurisdiction text not null,
  account text not null,
  serial text not null,
  id uuid not null,
  direction text not null,
  amount bigint not null,
  day date not null,
  name text not null,
  counter_account text not null,
  reference text not null,
  received_at timestamp with time zone not null,
  order_number text,
  contradicted jsonb,
  PRIMARY KEY (jurisdiction, account, serial),
  FOREIGN KEY (jurisdiction, account) REFERENCES money.account(jurisdiction, number),
  FOREIGN KEY (jurisdiction, order_number) REFERENCES money."order"(jurisdiction, number),
  CHECK ((amount > 0)),
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);
CREATE INDEX movements_in_suspense ON money.movement USING btree (jurisdiction, received_at) WHERE (order_number IS NULL);
CREATE INDEX movements_of_order ON money.movement USING btree (jurisdiction, order_number);
grant insert, select on money.movement to gnomon_app;

create table money.notice (
  jurisdiction text not null,
  bank text not null,
  nonce text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, bank, nonce)
);
grant delete, insert, select on money.notice to gnomon_app;

create table money.number (
  jurisdiction text not null,
  word text not null,
  year integer not null,
  last integer not null,
  PRIMARY KEY (jurisdiction, word, year)
);
grant insert, select on money.number to gnomon_app;

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
  amount bigint not null,
  due date not null,
  account text not null,
  issued_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, number),
  FOREIGN KEY (jurisdiction, account) REFERENCES money.account(jurisdiction, number),
  CHECK ((amount > 0))
);
CREATE INDEX orders_by_time ON money."order" USING btree (jurisdiction, issued_at);
CREATE INDEX orders_of_case ON money."order" USING btree (jurisdiction, case_id);
CREATE INDEX orders_of_organisation ON money."order" USING btree (jurisdiction, ((payer ->> 'organisationId'::text)));
CREATE INDEX orders_of_person ON money."order" USING btree (jurisdiction, ((payer ->> 'personId'::text)));
CREATE UNIQUE INDEX order_by_id ON money."order" USING btree (jurisdiction, id);
grant insert, select on money.order to gnomon_app;

create table money.refund (
  jurisdiction text not null,
  number text not null,
  movement uuid not null,
  amount bigint not null,
  ordered_at timestamp with time zone not null,
  done_by uuid,
  interest bigint not null default 0,
  PRIMARY KEY (jurisdiction, number),
  FOREIGN KEY (jurisdiction, movement) REFERENCES money.movement(jurisdiction, id),
  CHECK ((amount > 0)),
  CHECK ((interest >= 0))
);
CREATE INDEX refunds_of_movement ON money.refund USING btree (jurisdiction, movement);
CREATE INDEX refunds_underway ON money.refund USING btree (jurisdiction, ordered_at) WHERE (done_by IS NULL);
CREATE UNIQUE INDEX refund_by_line ON money.refund USING btree (jurisdiction, done_by);
grant insert, select on money.refund to gnomon_app;

create table nodes.direction (
  jurisdiction text not null,
  to_place text not null,
  last bigint not null,
  PRIMARY KEY (jurisdiction, to_place)
);
grant insert, select on nodes.direction to gnomon_app;

create table nodes.heard (
  jurisdiction text not null,
  from_place text not null,
  last bigint not null,
  PRIMARY KEY (jurisdiction, from_place)
);
grant insert, select on nodes.heard to gnomon_app;

create table nodes.inbox (
  jurisdiction text not null,
  from_place text not null,
  number bigint not null,
  kind text not null,
  digest text not null,
  receipt text not null,
  proof text not null,
  taken_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, from_place, number)
);
grant insert, select on nodes.inbox to gnomon_app;

create table nodes.outbox (
  jurisdiction text not null,
  to_place text not null,
  number bigint not null,
  key text not null,
  kind text not null,
  text text not null,
  act_id uuid not null,
  posted_at timestamp with time zone not null,
  tried integer not null default 0,
  why text,
  receipt text,
  receipt_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, to_place, number),
  UNIQUE (jurisdiction, to_place, key)
);
CREATE INDEX outbox_waiting ON nodes.outbox USING btree (jurisdiction, to_place, number) WHERE (receipt_at IS NULL);
grant insert, select on nodes.outbox to gnomon_app;

create table parties.check (
  jurisdiction text not null,
  id uuid not null,
  subject text not null,
  purpose text not null,
  at timestamp with time zone not null,
  effect text not null,
  marks uuid[] not null,
  leaning text not null,
  stream_kind text not null,
  stream_id uuid not null,
  unit text,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX check_of_mark ON parties."check" USING gin (marks);
CREATE INDEX check_of_subject ON parties."check" USING btree (jurisdiction, subject, at);
grant insert, select on parties.check to gnomon_app;

create table parties.list (
  name text not null,
  version integer not null,
  changed_at timestamp with time zone not null,
  as_of timestamp with time zone,
  fresh_hours integer,
  PRIMARY KEY (name)
);
grant insert, select, update on parties.list to gnomon_app;

create table parties.mark (
  id uuid not null,
  subject text not null,
  list text not null,
  purposes text[] not null,
  level text not null,
  basis jsonb not null,
  starts_on date not null,
  ends_on date,
  repair jsonb not null,
  set_by text not null,
  lifted_on date,
  annulled boolean not null default false,
  PRIMARY KEY (id),
  FOREIGN KEY (subject) REFERENCES parties.subject(key)
);
CREATE INDEX mark_of_subject ON parties.mark USING btree (subject);
grant insert, select on parties.mark to gnomon_app;

create table parties.subject (
  key text not null,
  name text not null,
  PRIMARY KEY (key)
);
grant insert, select on parties.subject to gnomon_app;

create table platform.act (
  jurisdiction text not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  number integer not null,
  type text not null,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  actor jsonb not null,
  public jsonb not null,
  commitments jsonb not null,
  basis jsonb not null,
  published boolean not null,
  signature bytea,
  PRIMARY KEY (jurisdiction, id),
  UNIQUE (jurisdiction, subject_id, number),
  CHECK ((jurisdiction ~ '^[0-9]{6}$'::text)),
  CHECK ((number > 0))
);
CREATE INDEX act_by_number ON platform.act USING btree (jurisdiction, ((public ->> 'number'::text))) WHERE (number = 1);
CREATE INDEX act_by_type ON platform.act USING btree (jurisdiction, type, happened_at);
grant insert, select on platform.act to gnomon_app;

create table platform.act_private (
  jurisdiction text not null,
  act_id uuid not null,
  field text not null,
  salt bytea not null,
  value jsonb not null,
  PRIMARY KEY (jurisdiction, act_id, field),
  FOREIGN KEY (jurisdiction, act_id) REFERENCES platform.act(jurisdiction, id)
);
grant delete, insert, select on platform.act_private to gnomon_app;

create table platform.arrival (
  jurisdiction text not null,
  "position" bigint not null generated always as identity,
  act_id uuid not null,
  PRIMARY KEY (jurisdiction, "position")
);
grant delete, insert, select on platform.arrival to gnomon_app;

create table platform.command (
  id uuid not null,
  operation text not null,
  person_id uuid,
  output jsonb,
  go text,
  at timestamp with time zone not null default now(),
  jurisdiction text not null,
  PRIMARY KEY (jurisdiction, id),
  CHECK ((jurisdiction ~ '^[0-9]{6}$'::text))
);
grant delete, insert, select, update on platform.command to gnomon_app;

create table platform.cursor (
  jurisdiction text not null,
  consumer text not null,
  "position" bigint not null default 0,
  PRIMARY KEY (jurisdiction, consumer)
);
grant insert, select, update on platform.cursor to gnomon_app;

create table platform.fault (
  kind text not null,
  name text not null,
  said jsonb not null,
  first_at timestamp with time zone not null default now(),
  last_at timestamp with time zone not null default now(),
  times bigint not null default 1,
  PRIMARY KEY (kind, name)
);
grant delete, insert, select, update on platform.fault to gnomon_app;

create table platform.file (
  sha256 text not null,
  size bigint not null,
  type text not null,
  stored_at timestamp with time zone not null default now(),
  PRIMARY KEY (sha256),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
grant insert, select on platform.file to gnomon_app;

create table platform.link (
  name text not null,
  places text[] not null,
  looked_at timestamp with time zone not null default now(),
  reached boolean not null,
  joined boolean not null,
  inward bigint not null,
  outward bigint not null,
  inside jsonb,
  PRIMARY KEY (name)
);
grant delete, insert, select, update on platform.link to gnomon_app;

create table platform.migration (
  room text not null,
  number integer not null,
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (room, number)
);
grant select on platform.migration to gnomon_app;

create table platform.ordered (
  jurisdiction text not null,
  "position" bigint not null,
  act_id uuid not null,
  chain bytea not null,
  PRIMARY KEY (jurisdiction, "position"),
  CHECK (("position" > 0))
);
grant insert, select on platform.ordered to gnomon_app;

create table platform.sequence (
  jurisdiction text not null,
  last bigint not null default 0,
  chain bytea not null default decode(repeat('00'::text, 32), 'hex'::text),
  PRIMARY KEY (jurisdiction),
  CHECK ((jurisdiction ~ '^[0-9]{6}$'::text))
);
grant insert, select, update on platform.sequence to gnomon_app;

create table platform.set_aside (
  jurisdiction text not null,
  consumer text not null,
  act_id uuid not null,
  error text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, consumer, act_id)
);
grant delete, insert, select, update on platform.set_aside to gnomon_app;

create table platform.setting (
  name text not null,
  value jsonb not null,
  PRIMARY KEY (name)
);
grant insert, select, update on platform.setting to gnomon_app;

create table platform.stream (
  jurisdiction text not null,
  subject_id uuid not null,
  last integer not null,
  at timestamp with time zone,
  PRIMARY KEY (jurisdiction, subject_id)
);
grant insert, select, update on platform.stream to gnomon_app;

create table platform.timer (
  jurisdiction text not null,
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  due_at timestamp with time zone not null,
  payload jsonb not null,
  attempts integer not null default 0,
  last_error text,
  PRIMARY KEY (jurisdiction, id)
);
CREATE INDEX timer_by_subject ON platform.timer USING btree (jurisdiction, subject_id);
CREATE INDEX timer_due ON platform.timer USING btree (jurisdiction, due_at);
grant delete, insert, select, update on platform.timer to gnomon_app;

create table prequalification.application (
  jurisdiction text not null,
  number text not null,
  no integer not null,
  person_id uuid not null,
  name text not null,
  uscc text not null,
  members text not null,
  files jsonb not null,
  applied_at timestamp with time zone not null,
  passed boolean,
  reasons jsonb not null default '[]'::jsonb,
  PRIMARY KEY (jurisdiction, number, no),
  UNIQUE (jurisdiction, number, person_id)
);
grant insert, select, update on prequalification.application to gnomon_app;

create table procedure.chart (
  digest text not null,
  name text not null,
  xml text not null,
  places text[],
  PRIMARY KEY (digest),
  CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
grant insert, select on procedure.chart to gnomon_app;

create table procedure.instance (
  jurisdiction text not null,
  case_id uuid not null,
  digest text not null,
  marking integer[] not null,
  version integer not null default 0,
  ended boolean not null default false,
  correlation text,
  timer_kind text,
  PRIMARY KEY (jurisdiction, case_id),
  FOREIGN KEY (digest) REFERENCES procedure.chart(digest)
);
CREATE INDEX instance_by_correlation ON procedure.instance USING btree (jurisdiction, correlation) WHERE (correlation IS NOT NULL);
grant insert, select, update on procedure.instance to gnomon_app;

create table procurement.budget (
  jurisdiction text not null,
  unit text not null,
  year integer not null,
  line text not null,
  title text not null,
  amount bigint not null,
  PRIMARY KEY (jurisdiction, unit, year, line)
);
grant insert, select, update on procurement.budget to gnomon_app;

create table procurement.commitment (
  jurisdiction text not null,
  number text not null,
  unit text not null,
  year integer not null,
  line text not null,
  amount bigint not null,
  PRIMARY KEY (jurisdiction, number)
);
CREATE INDEX commitment_of_line ON procurement.commitment USING btree (jurisdiction, unit, year, line);
grant insert, select, update on procurement.commitment to gnomon_app;

create table projects.code (
  jurisdiction text not null,
  code text not null,
  case_id uuid not null,
  PRIMARY KEY (jurisdiction, code)
);
grant insert, select on projects.code to gnomon_app;

create table publication.duty (
  jurisdiction text not null,
  case_id uuid not null,
  item text not null,
  unit text not null,
  due date not null,
  yearly text,
  published_on date,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX duty_open ON publication.duty USING btree (jurisdiction, item, due) WHERE (published_on IS NULL);
CREATE UNIQUE INDEX duty_yearly ON publication.duty USING btree (jurisdiction, yearly) WHERE (yearly IS NOT NULL);
grant insert, select on publication.duty to gnomon_app;

create table publication.entry (
  jurisdiction text not null,
  case_id uuid not null,
  number text not null,
  unit text not null,
  item text not null,
  title text not null,
  summary text not null,
  published_at timestamp with time zone not null,
  until date,
  withdrawn_on date,
  why text,
  amends text,
  amended_by text,
  PRIMARY KEY (jurisdiction, case_id)
);
CREATE INDEX entry_item ON publication.entry USING btree (jurisdiction, item, published_at DESC);
CREATE INDEX entry_published ON publication.entry USING btree (jurisdiction, published_at DESC);
CREATE UNIQUE INDEX entry_number ON publication.entry USING btree (jurisdiction, number);
grant insert, select on publication.entry to gnomon_app;

create table search.entry (
  key text not null,
  kind text not null,
  title jsonb not null,
  line jsonb not null,
  says text[] not null,
  href text not null,
  unit text,
  jurisdiction text not null,
  at timestamp with time zone not null,
  rank bigint not null,
  terms integer[] not null,
  near integer[] not null,
  act_id uuid,
  PRIMARY KEY (key)
);
CREATE INDEX entry_kind ON search.entry USING btree (kind, at DESC, key);
CREATE INDEX entry_near ON search.entry USING gin (near) WITH (fastupdate=off);
CREATE INDEX entry_rank ON search.entry USING btree (rank DESC);
CREATE INDEX entry_terms ON search.entry USING gin (terms) WITH (fastupdate=off);
grant delete, insert, select, update on search.entry to gnomon_app;

create table statistics.cell (
  jurisdiction text not null,
  statistic text not null,
  grain text not null,
  day date not null,
  key text[] not null,
  n bigint not null,
  total bigint not null,
  PRIMARY KEY (jurisdiction, statistic, grain, day, key),
  CHECK ((grain = ANY (ARRAY['day'::text, 'month'::text])))
);
grant insert, select on statistics.cell to gnomon_app;

create table statistics.fact (
  jurisdiction text not null,
  statistic text not null,
  act_id uuid not null,
  subject_id uuid not null,
  day date not null,
  key text[] not null,
  total bigint not null,
  undone_by uuid,
  PRIMARY KEY (jurisdiction, statistic, act_id)
);
CREATE INDEX facts_of_subject ON statistics.fact USING btree (jurisdiction, statistic, subject_id);
grant insert, select on statistics.fact to gnomon_app;

create table statistics.point (
  jurisdiction text not null,
  dispersion text not null,
  act_id uuid not null,
  subject_id uuid not null,
  day date not null,
  group_key text not null,
  unit text not null,
  officer text not null,
  low bigint not null,
  high bigint not null,
  value bigint not null,
  undone_by uuid,
  part smallint default 
CASE
    WHEN (high <= low) THEN NULL::bigint
    WHEN (value <= low) THEN (0)::bigint
    WHEN (value >= high) THEN (1000)::bigint
    ELSE LEAST((999)::bigint, GREATEST((1)::bigint, ((((2000 * (value - low)) + high) - low) / (2 * (high - low)))))
END,
  PRIMARY KEY (jurisdiction, dispersion, act_id)
);
CREATE INDEX points_by_day ON statistics.point USING btree (jurisdiction, dispersion, day);
CREATE INDEX points_of_subject ON statistics.point USING btree (jurisdiction, dispersion, subject_id);
grant insert, select on statistics.point to gnomon_app;

create table supervision.appeal (
  jurisdiction text not null,
  id uuid not null,
  light_id uuid not null,
  case_number text not null,
  unit text not null,
  office text not null,
  rule text not null,
  version date,
  reason text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  decided_at timestamp with time zone,
  outcome text,
  cause text,
  words text,
  PRIMARY KEY (jurisdiction, id),
  CHECK ((outcome = ANY (ARRAY['upheld'::text, 'rejected'::text])))
);
CREATE INDEX appeal_by_rule ON supervision.appeal USING btree (rule, at);
CREATE INDEX appeal_open ON supervision.appeal USING btree (office) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX appeal_once ON supervision.appeal USING btree (jurisdiction, light_id) WHERE ((decided_at IS NULL) OR (outcome = 'rejected'::text));
grant insert, select, update on supervision.appeal to gnomon_app;

create table supervision.light (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid not null,
  case_number text not null,
  unit text not null,
  office text not null,
  rule text not null,
  light text not null,
  clock text,
  due date not null,
  raised_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  act_id uuid,
  says jsonb,
  version date,
  facts jsonb not null default '{}'::jsonb,
  evidence uuid[] not null default '{}'::uuid[],
  points integer not null default 0,
  settled text,
  PRIMARY KEY (jurisdiction, id),
  CHECK ((settled = ANY (ARRAY['found'::text, 'appeal'::text, 'review'::text])))
);
CREATE INDEX light_by_rule ON supervision.light USING btree (rule, raised_at);
CREATE INDEX light_cleared ON supervision.light USING btree (cleared_at);
CREATE INDEX light_open ON supervision.light USING btree (office, case_id) WHERE (cleared_at IS NULL);
CREATE INDEX light_open_of_case ON supervision.light USING btree (case_id) WHERE (cleared_at IS NULL);
CREATE INDEX light_open_of_unit ON supervision.light USING btree (unit, case_id) WHERE (cleared_at IS NULL);
CREATE INDEX light_raised ON supervision.light USING btree (raised_at);
CREATE INDEX light_red ON supervision.light USING btree (raised_at) WHERE (light = 'red'::text);
CREATE INDEX light_red_out ON supervision.light USING btree (cleared_at) WHERE (light = 'red'::text);
CREATE UNIQUE INDEX light_once ON supervision.light USING btree (jurisdiction, case_id, rule, due, COALESCE(clock, ''::text), COALESCE(act_id, '00000000-0000-0000-0000-000000000000'::uuid));
grant insert, select, update on supervision.light to gnomon_app;

create table supervision.measure (
  jurisdiction text not null,
  id uuid not null,
  case_id uuid not null,
  case_number text not null,
  unit text not null,
  office text not null,
  kind text not null,
  said text not null,
  due date,
  issued_at timestamp with time zone not null,
  answer text,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  ladder text not null default 'standard'::text,
  rule text,
  of_due date,
  after uuid,
  acknowledge_by date,
  acknowledged_at timestamp with time zone,
  papers jsonb not null default '[]'::jsonb,
  asked_days integer,
  asked_at timestamp with time zone,
  asked_why text,
  extended integer not null default 0,
  returned_why text,
  escalated_at timestamp with time zone,
  taken_from text,
  PRIMARY KEY (jurisdiction, id),
  CHECK ((kind = ANY (ARRAY['reminder'::text, 'order'::text, 'rectification'::text, 'accountability'::text])))
);
CREATE INDEX measure_by_case ON supervision.measure USING btree (jurisdiction, case_id);
CREATE INDEX measure_open ON supervision.measure USING btree (unit) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX measure_prompt ON supervision.measure USING btree (jurisdiction, case_id, rule, of_due) WHERE (rule IS NOT NULL);
grant insert, select, update on supervision.measure to gnomon_app;

create table supervision.review (
  jurisdiction text not null,
  light_id uuid not null,
  month text not null,
  drawn_at timestamp with time zone not null,
  outcome text,
  words text,
  reviewed_at timestamp with time zone,
  PRIMARY KEY (jurisdiction, light_id),
  CHECK ((outcome = ANY (ARRAY['right'::text, 'wrong'::text])))
);
CREATE INDEX review_open ON supervision.review USING btree (month) WHERE (reviewed_at IS NULL);
grant insert, select, update on supervision.review to gnomon_app;

create table suppliers.performance (
  jurisdiction text not null,
  number text not null,
  uscc text not null,
  unit text not null,
  grade integer not null,
  words text not null,
  graded_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, number, uscc)
);
grant insert, select on suppliers.performance to gnomon_app;

create table suppliers.supplier (
  jurisdiction text not null,
  person_id uuid not null,
  uscc text not null,
  name text not null,
  size text not null,
  contact text not null,
  registered_at timestamp with time zone not null,
  PRIMARY KEY (jurisdiction, person_id),
  UNIQUE (jurisdiction, uscc)
);
grant insert, select, update on suppliers.supplier to gnomon_app;

create table watch.outage (
  id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  why jsonb not null,
  PRIMARY KEY (id),
  CHECK ((to_at > from_at))
);
grant insert, select, update on watch.outage to gnomon_app;

create table watch.rule (
  id text not null,
  valid_from date not null,
  valid_to date,
  content jsonb not null,
  PRIMARY KEY (id, valid_from)
);
grant insert, select, update on watch.rule to gnomon_app;

create table watch.rule_change (
  id uuid not null,
  rule text not null,
  what text not null,
  content jsonb,
  valid_from date not null,
  proposed_by uuid not null,
  proposed_as text not null,
  proposed_at timestamp with time zone not null,
  backtest jsonb,
  settled_at timestamp with time zone,
  released boolean,
  PRIMARY KEY (id),
  CHECK (((what = 'put'::text) = (content IS NOT NULL))),
  CHECK ((what = ANY (ARRAY['put'::text, 'end'::text])))
);
CREATE UNIQUE INDEX rule_change_open ON watch.rule_change USING btree (rule) WHERE (settled_at IS NULL);
grant insert, select, update on watch.rule_change to gnomon_app;
