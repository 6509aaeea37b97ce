-- How many of a unit's open cases wait for each act, without reading the cases.
create index standing_open_of_unit on cases.standing (jurisdiction, unit, case_id) where not closed;
