-- What goes along with a refund though it never came in: what the money earned where it lay.
alter table money.refund add column interest bigint not null default 0 check (interest >= 0);
create index refunds_underway on money.refund (jurisdiction, ordered_at) where done_by is null;
