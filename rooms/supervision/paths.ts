export const paths = {
  wall: '/desk/supervision',
  case: '/desk/supervision/:number',
  measures: '/desk/measures',
}
export const pathOfCase = (number: string, tail = '') => `/desk/supervision/${encodeURIComponent(number)}${tail}`
