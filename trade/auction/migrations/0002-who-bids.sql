-- Of who bids: the order of the deposit and how much it is, for whom somebody bids, and where the last bid came from (a digest: a bid
-- says where it came from only where that changed).
alter table auction.bidder
  add column deposit_order text,
  add column deposit bigint,
  add column for_whom jsonb,
  add column came_from text;
