// What each act of a sale changes of what is known of it, in OCDS (trade/ocds, the selling side).
import { startOfDay } from '../../kernel/calendar/index.ts'
import type { CaseAt } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import type { Act, ReadContext } from '../../kernel/platform/index.ts'
import { type Release, releasesBy, releasesOfSale, type SaleEvent } from '../../trade/ocds/index.ts'
import { formOf } from './before.ts'
import { type Sale, sale } from './case.kind.ts'
import { saleKindOf } from './kinds.ts'
import { portal } from './paths.ts'
import { releases } from './views.contract.ts'

const until = (day: string) => startOfDay(day).toISOString()

function eventOf(a: Act, number: string): SaleEvent | undefined {
  const p = a.public
  const head = { id: `${number}-${a.number}`, at: a.happenedAt }
  switch (a.type) {
    case 'property.disclosed':
      return { ...head, what: 'announced', from: a.happenedAt.toISOString(), until: until(p.until), value: p.floor }
    case 'property.extended':
      return { ...head, what: 'extended', until: until(p.until) }
    case 'property.arranged':
      if (p.outcome === 'agree') return { ...head, what: 'dealt', who: '1', price: p.price, bidders: p.qualified }
      return p.outcome === 'none' ? { ...head, what: 'ended', bidders: p.qualified } : undefined
    case 'property.closed':
      return p.outcome === 'dealt'
        ? { ...head, what: 'dealt', who: String(p.bidder), price: p.price }
        : { ...head, what: 'ended' }
    case 'property.contracted':
      return { ...head, what: 'contracted', contract: p.contract, price: p.price, day: p.day }
    default:
      return undefined
  }
}

async function releasesOf({ tx, site }: Pick<ReadContext, 'tx' | 'site'>, at: CaseAt<Sale>): Promise<Release[]> {
  const { number, unit } = at.found
  const form = formOf(at)
  const of = {
    ...{ number, title: form.title, description: form.asset, replaces: form.replaces },
    unit: { id: unit, name: (await findUnit(tx, unit))?.name.zh ?? unit },
    url: `${site}${portal}/${number}`,
    method: `产权交易：${saleKindOf(form.kind).title.zh}`,
  }
  return releasesOfSale(
    of,
    at.acts.flatMap((a) => eventOf(a, number) ?? []),
  )
}

/** The acts that tell. */
export const TELLING = [
  'property.disclosed',
  'property.extended',
  'property.arranged',
  'property.closed',
  'property.contracted',
]

export const readReleases = releasesBy(releases, { kind: sale, of: releasesOf })
