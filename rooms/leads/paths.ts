export const desk = '/desk/leads'
export const register = '/desk/leads-new'
export const portal = '/inform'
