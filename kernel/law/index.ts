export * from './citation.ts'
export { type Figure, figuresIn } from './figures.ts'
