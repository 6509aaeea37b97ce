/** Who runs the hall at the exchange, who records, who watches. The seller acts by any post of its unit. */
export const KEEPER = 'auction-keeper'
export const NOTARY = 'notary'
export const WATCHER = 'market-supervisor'
