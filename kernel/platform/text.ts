/** A sentence in the two languages of the city's pages: Chinese first, English beside it. */
export type Text = { zh: string; en: string }
export type Lang = 'zh' | 'en'

export const text = (zh: string, en: string): Text => ({ zh, en })
