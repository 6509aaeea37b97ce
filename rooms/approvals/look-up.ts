import { formFields } from '../../kernel/catalog/index.ts'
import { askAddresses, askRegister, type Looked } from '../../kernel/look-up/index.ts'
import { type Text, type Tx, text } from '../../kernel/platform/index.ts'
import { isCompanyName } from './prefill.rules.ts'

const REPRESENTATIVES = ['owner', 'legalPerson']
const ADDRESSES = ['address', 'site']

/** Which entries of a form can be looked up: the code of an enterprise with what follows from it, and addresses. */
export function lookUpsOf(schema: Record<string, any>): { code?: string; follows: string[]; addresses: string[] } {
  const typed = formFields(schema).fields.filter((f) => f.kind === 'text' || f.kind === 'lines' || f.kind === 'code')
  const code = typed.find((f) => f.schema.format === 'uscc')?.key
  const keys = typed.map((f) => f.key)
  // A register knows the domicile 住所, not where a business stands.
  const domicile = typed.find((f) => f.key === 'address' && f.schema.title === '住所')?.key
  const follows = keys.filter((key) => isCompanyName(key, keys) || REPRESENTATIVES.includes(key) || key === domicile)
  return {
    ...(code ? { code } : {}),
    follows: code ? follows : [],
    addresses: keys.filter((k) => ADDRESSES.includes(k)),
  }
}

/** What a look-up adds to a form: values for entries that were empty, or for the one that was chosen; where they are from; what is said. */
export type Filled = {
  values: Record<string, unknown>
  from: Record<string, Text>
  said?: { kind: 'note' | 'warning'; text: Text }
  /** Addresses to choose from, for the entry that was looked up. */
  choices: string[]
}

const note = (zh: string, en: string): Filled['said'] => ({ kind: 'note', text: text(zh, en) })
const warn = (zh: string, en: string): Filled['said'] => ({ kind: 'warning', text: text(zh, en) })
const unanswered = ({ how, from }: Looked<unknown>): Filled['said'] =>
  how === 'none'
    ? warn(`${from.zh}里没有，请核对，或者自己填。`, `Not found in ${from.en}; please check, or type it yourself.`)
    : how === 'wrong'
      ? warn(
          `${from.zh}答的不是所问的，没有采用；请自己填。`,
          `What ${from.en} answered is not what was asked, and is not used; please type it yourself.`,
        )
      : warn(
          `${from.zh}现在没有回答；您填的都在，可以自己填，也可以过一会儿再查。`,
          `${from.en.replace(/^the/, 'The')} does not answer now; what you typed is kept. Type it yourself, or look it up later.`,
        )

/** `look` is the entry that is looked up; `take` which of the addresses is taken. What was typed is never put aside by a stranger's word. */
export async function lookUp(
  tx: Tx,
  now: Date,
  schema: Record<string, any>,
  values: Record<string, any>,
  { look, take }: { look?: string | undefined; take?: string | undefined },
): Promise<Filled> {
  const none: Filled = { values: {}, from: {}, choices: [] }
  const { code, follows, addresses } = lookUpsOf(schema)
  const typed = String(values[look ?? ''] ?? '').trim()
  if (look && look === code) {
    if (!/^[0-9A-Z]{18}$/.test(typed))
      return {
        ...none,
        said: warn('先填 18 位统一社会信用代码，再查。', 'Type the 18 characters of the credit code first.'),
      }
    const looked = await askRegister(tx, typed, now)
    if (!looked) return none
    if (looked.how !== 'found') return { ...none, said: unanswered(looked) }
    const { name, representative, address } = looked.what
    const known = (key: string) => (key === 'address' ? address : REPRESENTATIVES.includes(key) ? representative : name)
    const source = text(`来自${looked.from.zh}`, `from ${looked.from.en}`)
    const empty = follows.filter((key) => known(key) && String(values[key] ?? '').trim() === '')
    const differs = follows.filter(
      (key) => known(key) && !empty.includes(key) && String(values[key]).trim() !== known(key),
    )
    const registered = differs.map((key) => known(key)).join('、')
    return {
      ...none,
      values: Object.fromEntries(empty.map((key) => [key, known(key)])),
      from: Object.fromEntries(empty.map((key) => [key, source])),
      said:
        differs.length > 0
          ? warn(
              `${looked.from.zh}登记的是：${registered}。与您填的不一样，您填的没有动，请核对。`,
              `${looked.from.en.replace(/^the/, 'The')} has: ${registered}. That is not what you typed, which was left as it is; please check.`,
            )
          : note(`查到了：${name}。请核对。`, `Found: ${name}. Please check.`),
    }
  }
  if (look && addresses.includes(look)) {
    if ([...typed].length < 2)
      return { ...none, said: warn('先填路名或地名，再查。', 'Type a street or a place first.') }
    const looked = await askAddresses(tx, typed, now)
    if (!looked) return none
    if (looked.how !== 'found') return { ...none, said: unanswered(looked) }
    const choices = looked.what.map((p) => p.address)
    const taken = take === undefined ? undefined : choices[Number(take)]
    if (taken === undefined) return { ...none, choices }
    return {
      ...none,
      values: { [look]: taken },
      from: { [look]: text(`来自${looked.from.zh}`, `from ${looked.from.en}`) },
    }
  }
  return none
}
