/** Who keeps the library 专家库管理. */
export const LIBRARIAN = 'expert-librarian'
