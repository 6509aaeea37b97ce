export const portal = '/auctions'
export const desk = '/desk/auctions'
export const sale = (number: string) => `${portal}/${number}`
export const bidding = (number: string) => `${portal}/${number}/bid`
export const stream = (number: string) => `${portal}/${number}/stream`
export const hallStream = (number: string) => `${desk}/${number}/stream`
export const logOf = (number: string) => `${portal}/${number}/log.jsonl`
