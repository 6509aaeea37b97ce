-- The menu counts the cases with a light on, of a unit, of an office, of all, in the order of these, and stops where it says “more than”.
drop index supervision.light_open;
create index light_open on supervision.light (office, case_id) where cleared_at is null;
create index light_open_of_unit on supervision.light (unit, case_id) where cleared_at is null;
create index light_open_of_case on supervision.light (case_id) where cleared_at is null;
