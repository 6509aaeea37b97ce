export const paths = {
  wall: '/desk/supervision',
  case: '/desk/supervision/:number',
  measures: '/desk/measures',
  rules: '/desk/supervision-rules',
}
export const pathOfCase = (number: string, tail = '') => `/desk/supervision/${encodeURIComponent(number)}${tail}`
