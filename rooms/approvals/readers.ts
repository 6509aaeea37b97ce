import { z } from 'zod'
import { says } from '../../kernel/platform/index.ts'

// The applicant, the unit that decides and whoever supervises it read what was said on the way; the applicant's own papers too.
const open = { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] } as const
export const said = says(z.string(), open)
/** Also for them, but not among the words on the timeline. */
export const held = <S extends z.ZodType>(schema: S) => says(schema, { ...open, quiet: true })
/** What somebody concerned said to the unit: neither the applicant nor anybody else reads it. */
const ofOthers = { to: ['actor', 'unit', 'performers', 'supervision'] } as const
export const forUnit = says(z.string(), ofOthers)
export const forUnitQuietly = says(z.string(), { ...ofOthers, quiet: true })
/** The document that the act issued. */
export const document = held(z.unknown())
