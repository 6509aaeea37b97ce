export const desk = '/desk/archive'
export const waiting = '/desk/archive/waiting'
export const volume = (id: string): string => `${desk}/${id}`
/** For parties and whom a volume was opened to. */
export const portal = '/archive'
export const read = (id: string): string => `${portal}/${id}`
export const file = (id: string, part: 'main' | 'secondary', form: 'pdf' | 'zip'): string =>
  `${portal}/${id}/${part}.${form}`
