export const portal = '/complaints'
export const desk = '/desk/complaints'
export const documentOf = (number: string): string => `/documents/${encodeURIComponent(number)}.pdf`
