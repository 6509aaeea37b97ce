/** A button’s address on a form’s page: the page’s own, in its capacity, with what is asked besides. */
export const withQuery = (here: string, query: Record<string, string>): string =>
  `${here}${here.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`
