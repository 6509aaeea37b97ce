import { randomBytes } from 'node:crypto'
import { addMonths, dayOf } from '../../../kernel/calendar/index.ts'
import { type ItemVersion, publishedItem } from '../../../kernel/catalog/index.ts'
import { codeWarning } from '../../../kernel/identity/index.ts'
import { Problem, type Text, type Tx, text } from '../../../kernel/platform/index.ts'
import { file, type Subject } from '../contract.ts'
import { ownOf } from '../item.rules.ts'
import { entriesOf } from '../register/enforcement.store.ts'
import { keyOf } from './subject.rules.ts'

/** Letters and digits that nobody mixes up. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** The code by which a party opens its case: ten signs, fifty bits. */
export const joinCode = (): string => [...randomBytes(10)].map((b) => ALPHABET[b % ALPHABET.length]).join('')

/** The item in force, if it is a penalty's. @throws NO_ITEM */
export async function penaltyItemOf(tx: Tx, code: string, at: Date): Promise<ItemVersion> {
  const item = await publishedItem(tx, code, at)
  if (item?.content.powerType !== '02') throw new Problem('NO_ITEM', file.errors.NO_ITEM)
  return item
}

/**
 * What must hold before anybody is made a party: a code that can be right, an act that is not too old (行政处罚法 art. 36), and no other
 * case of any unit for the same act (art. 29): same subject, same item, same day.
 * @throws CODE, LAW, PRESCRIBED, SAME_ACT
 */
export async function mayBegin(tx: Tx, item: ItemVersion, s: Subject, actOn: string, at: Date): Promise<void> {
  const wrong = codeWarning(s)
  if (wrong) throw new Problem('CODE', file.errors.CODE, { fields: { code: wrong } })
  const today = dayOf(at)
  if (actOn > today)
    throw new Problem('LAW', file.errors.LAW, {
      fields: { actOn: text('违法行为不能在今天以后。', 'The act cannot be after today.') },
    })
  const { years } = ownOf(item)
  if (addMonths(actOn, 12 * years) < today)
    throw new Problem('PRESCRIBED', file.errors.PRESCRIBED, {
      detail: text(
        `${actOn} 的行为，${years} 年内没有发现的，不再处罚。`,
        `An act of ${actOn} that was not found within ${years} years is not penalised.`,
      ),
    })
  const same = (await entriesOf(tx, [keyOf(s)], item.code)).find((e) => e.actOn === actOn && !e.annulled)
  if (same) throw new Problem('SAME_ACT', file.errors.SAME_ACT, { detail: seen(same.number, same.unit) })
}

/** Where the other case is, in words. */
export const seen = (number: string, unit: string): Text =>
  text(
    `见案件 ${number}（${unit}）。同一个违法行为不得给予两次以上罚款。`,
    `See case ${number} (${unit}); one act is fined once.`,
  )
