export const paths = {
  wall: '/desk/supervision',
  case: '/desk/supervision/:number',
  measures: '/desk/measures',
  paper: '/desk/measures/:id/papers/:sha256',
  appeals: '/desk/appeals',
  reviews: '/desk/light-reviews',
  live: '/desk/supervision-live',
  performance: '/desk/performance',
  performancePdf: '/desk/performance/report.pdf',
}
export const pathOfCase = (number: string, tail = '') => `/desk/supervision/${encodeURIComponent(number)}${tail}`
export const pathOfPaper = (measure: string, sha256: string) => `/desk/measures/${measure}/papers/${sha256}`
