import { action, type FormValues, type PageContext, uploaded } from '../../kernel/platform/index.ts'
import { keepPart } from './contract.ts'

/** What every page with a sealed form does with the parts that its island sends; `numberOf`: the box that they are for. */
export const partAction = (numberOf: (form: FormValues, p: PageContext) => string) =>
  action({
    operation: keepPart,
    input: (f: FormValues, p: PageContext) =>
      ({ number: numberOf(f, p), sha256: String(f.sha256 ?? ''), file: uploaded(f.part) }) as never,
    next: (output) => ({ json: output }),
  })
