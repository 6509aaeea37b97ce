export const catalogue = '/agreements'
/** Orders, for the supplier and for the desk. */
export const portal = '/agreements/orders'
/** Mini-tenders, for everybody; by their box. */
export const quotes = '/agreements/quotes'
/** The box of an order's quotes: in the place of its framework. */
export const boxOf = (agreement: string, order: string) => `${agreement}-${order}`
/** The order that a box belongs to, where it is one of a mini-tender. */
export const orderOf = (box: string): string | undefined => /^\d{6}-\d{4}-\d{6}-(\d{6}-\d{4}-\d{6})$/.exec(box)?.[1]
/** Applications to open frameworks. */
export const applications = '/agreements/applications'
export const deskApplications = '/desk/framework-applications'
export const desk = '/desk/orders'
