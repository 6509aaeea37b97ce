/** Whose duty is that money is found, assigned and returned: an office of the treasury. */
export const REVENUE = 'revenue'
