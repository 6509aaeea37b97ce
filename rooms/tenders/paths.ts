export const portal = '/tenders'
export const desk = '/desk/tenders'
