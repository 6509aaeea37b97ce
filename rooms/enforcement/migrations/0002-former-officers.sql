-- Who left a case keeps standing in it: whoever investigated, though replaced since, neither reviews, presides nor decides
-- (行政处罚法 arts. 43, 58, 64).
alter table enforcement.officer add column left_at timestamptz;
revoke delete on enforcement.officer from gnomon_app;
grant update (left_at) on enforcement.officer to gnomon_app;
