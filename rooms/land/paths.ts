export const portal = '/land'
export const desk = '/desk/land'
