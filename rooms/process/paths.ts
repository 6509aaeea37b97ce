export const desk = '/desk/process'
export const portal = '/process'
