-- A subject's public number stands in its first act: whoever holds a number finds the subject by one probe a jurisdiction.
create index act_by_number on platform.act (jurisdiction, (public->>'number')) where number = 1;
