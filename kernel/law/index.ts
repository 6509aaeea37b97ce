export * from './citation.ts'
export { clockBy, type Figure, figuresIn } from './figures.ts'
