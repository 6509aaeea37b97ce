-- Lists of a unit in the orders in which they are read, each page straight from its index; what is open, and what closed of late, for
-- the wall; and a case by its number.
drop index cases.standing_of_unit;
create index standing_by_due on cases.standing (jurisdiction, unit, kind, closed, due, number);
create index standing_by_opening on cases.standing (jurisdiction, unit, kind, closed, opened_at desc, number);
create index standing_by_number on cases.standing (jurisdiction, number);
create index standing_open on cases.standing (due, number, unit, jurisdiction) where not closed;
create index standing_closed on cases.standing (closed_at, unit, jurisdiction, case_id) where closed;
-- An inbox is read in this order.
drop index cases.work_of_unit;
create index work_of_unit on cases.work (unit, due, case_id, post) where unit is not null;
