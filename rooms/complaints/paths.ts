export const portal = '/complaints'
export const desk = '/desk/complaints'
