// What each act of a lot changes of what is known of it, in OCDS (trade/ocds, the selling side).
import { dayOf } from '../../kernel/calendar/index.ts'
import type { CaseAt } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import type { Act, ReadContext } from '../../kernel/platform/index.ts'
import { type Release, releasesBy, releasesOfSale, type SaleEvent } from '../../trade/ocds/index.ts'
import { type Lot, lot } from './case.kind.ts'
import { type LotForm, releases } from './contract.ts'
import { portal } from './paths.ts'
import { kinds } from './words.ts'

function eventOf(a: Act, number: string, form: LotForm, price: number | null | undefined): SaleEvent | undefined {
  const p = a.public
  const head = { id: `${number}-${a.number}`, at: a.happenedAt }
  switch (a.type) {
    case 'land.announced':
      return { ...head, what: 'announced', from: a.happenedAt.toISOString(), until: p.applyUntil, value: form.start }
    case 'land.closed':
      return p.outcome === 'dealt'
        ? { ...head, what: 'dealt', who: String(p.bidder), price: p.price }
        : { ...head, what: 'ended' }
    case 'land.verified':
      return p.outcome === 'void' ? { ...head, what: 'void' } : undefined
    case 'land.contracted':
      return { ...head, what: 'contracted', contract: p.contract, price: price ?? 0, day: dayOf(a.happenedAt) }
    default:
      return undefined
  }
}

async function releasesOf({ tx, site }: Pick<ReadContext, 'tx' | 'site'>, at: CaseAt<Lot>): Promise<Release[]> {
  const { number, unit } = at.found
  const form = at.found.form as LotForm
  const of = {
    ...{ number, title: form.title, description: form.conditions },
    unit: { id: unit, name: (await findUnit(tx, unit))?.name.zh ?? unit },
    url: `${site}${portal}/${number}`,
    method: `网上挂牌出让：${kinds[form.kind].zh}`,
    ...(form.follows ? { replaces: form.follows } : {}),
  }
  return releasesOfSale(
    of,
    at.acts.flatMap((a) => eventOf(a, number, form, at.facts.closed?.price) ?? []),
  )
}

/** The acts that tell. */
export const TELLING = ['land.announced', 'land.closed', 'land.verified', 'land.contracted']

export const readReleases = releasesBy(releases, { kind: lot, of: releasesOf })
