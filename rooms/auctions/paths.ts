export const portal = '/auctions'
export const desk = '/desk/auctions'
export const sale = (number: string) => `${portal}/${number}`
export const bidding = (number: string) => `${portal}/${number}/bid`
export const stream = (number: string) => `${portal}/${number}/stream`
export const hallStream = (number: string) => `${desk}/${number}/stream`
/** What the trustees opened, for whoever recomputes the opening. */
export const openingOf = (number: string) => `${portal}/${number}/opening.json`
export const logOf = (number: string) => `${portal}/${number}/log.jsonl`
