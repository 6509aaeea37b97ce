export const catalogue = '/agreements'
/** Orders, for the supplier and for the desk. */
export const portal = '/agreements/orders'
/** Applications to open frameworks. */
export const applications = '/agreements/applications'
export const deskApplications = '/desk/framework-applications'
export const desk = '/desk/orders'
