export const desk = '/desk/penalties'
export const spot = '/desk/penalties-on-the-spot'
export const statistics = '/desk/penalty-statistics'
export const published = '/penalties'
export const mine = '/my-penalties'
export const documentOf = (number: string): string => `/documents/${encodeURIComponent(number)}.pdf`
