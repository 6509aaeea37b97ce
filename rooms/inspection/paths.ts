export const portal = '/inspections'
export const desk = '/desk/inspections'
export const plansPath = '/desk/inspection-plans'
/** An inspection without a draw, the pool of a unit, the list of items. */
export const openPath = '/desk/inspection-for-cause'
export const poolPath = '/desk/inspection-pool'
export const listPath = '/desk/inspection-list'
export const cardsPath = '/desk/enforcement-cards'
export const resultPath = (number: string): string => `${portal}/results/${number}`
export const drawPath = (id: string): string => `${portal}/draws/${id}`
/** Short: it stands in a QR code. */
export const scanPath = (token: string): string => `/visits/${token}`
export const recordPath = (id: string): string => `/api/draw/get-record?id=${id}`
