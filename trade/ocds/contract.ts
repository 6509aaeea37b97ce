// Browser-safe: what a room's contract says of OCDS.
export { release } from './ocds.shape.ts'
