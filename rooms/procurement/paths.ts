export const portal = '/procurement'
export const desk = '/desk/procurement'
