/** Who keeps a place's archive. */
export const ARCHIVIST = 'archivist'
