export { askAddresses, askRegister, type Looked } from './ask.ts'
export { gleif } from './gleif.ts'
export { nominatim } from './nominatim.ts'
export {
  type Addresses,
  connectAddresses,
  connected,
  connectRegister,
  type Enterprise,
  type Place,
  type Register,
} from './provider.ts'
