-- Bonds are those of every sealed procedure, not of construction alone: trade/bond took the rows over when it was founded.
drop table if exists tenders.bidder;
