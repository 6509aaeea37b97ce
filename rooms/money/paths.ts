export const desk = '/desk/money'
export const books = '/desk/money/books'
export const pay = '/pay'
export const orderOnDesk = (number: string): string => `${desk}/${number}`
