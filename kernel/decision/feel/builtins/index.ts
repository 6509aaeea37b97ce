import type { FeelFunction } from '../value.ts'
import { CONTEXT } from './context.ts'
import { LIST } from './list.ts'
import { NUMBER } from './number.ts'
import { RANGE } from './range.ts'
import { TEMPORAL } from './temporal.ts'
import { TEXT } from './text.ts'

/** Every function that FEEL brings (DMN 1.5, 10.3.4), by name. */
export const BUILT_INS: ReadonlyMap<string, FeelFunction> = new Map([
  ...TEXT,
  ...NUMBER,
  ...LIST,
  ...TEMPORAL,
  ...CONTEXT,
  ...RANGE,
])
