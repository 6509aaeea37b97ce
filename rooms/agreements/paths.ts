export const catalogue = '/agreements'
/** Orders, for the supplier and for the desk. */
export const portal = '/agreements/orders'
export const desk = '/desk/orders'
