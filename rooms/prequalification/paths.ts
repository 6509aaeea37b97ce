export const portal = '/prequalifications'
export const desk = '/desk/prequalifications'
