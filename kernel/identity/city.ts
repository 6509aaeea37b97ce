/** The jurisdiction in which persons, sessions and credentials are kept: the city's own. */
export const CITY = '350200'
