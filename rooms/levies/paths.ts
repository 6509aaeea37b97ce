export const portal = '/levies'
export const desk = '/desk/levies'
