-- When the newest light was raised and cleared: what tells a wall that it has to be counted again.
create index light_raised on supervision.light (raised_at);
create index light_cleared on supervision.light (cleared_at);
