export const portal = '/experts'
export const desk = '/desk/experts'
