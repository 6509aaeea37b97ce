/** Who holds a part of every key, in a unit of its own; and the unit's post that does it. */
export const TRUSTEE = 'bid-trustee'
