export const desk = '/desk/openings'
export const demoKeys = '/openings/demonstration-key'
