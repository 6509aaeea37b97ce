-- The wall's heat map and the share closed on time ask for red lights by when they were raised and put out.
create index light_red on supervision.light (raised_at) where light = 'red';
create index light_red_out on supervision.light (cleared_at) where light = 'red';
