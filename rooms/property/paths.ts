export const portal = '/property'
export const desk = '/desk/property'
