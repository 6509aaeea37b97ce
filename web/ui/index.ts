export * from './components.tsx'
export * from './schema-form.tsx'
export * from './shadow-scale.tsx'
