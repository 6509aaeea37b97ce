import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dayOf } from '../../kernel/calendar/index.ts'
import { caseOfKind, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { holdsPost, operation, postOf } from '../../kernel/platform/index.ts'
import { type Profile, profiles } from '../../trade/profile/index.ts'
import { acts } from './acts.ts'
import { figures, lot, OFFICER } from './case.kind.ts'
import { type LotForm, plan, polygon } from './contract.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/lot.bpmn', import.meta.url)), 'utf8')

/** 矿产资源法 art. 17: mining rights by competition; 土地管理法 art. 54: land against payment. */
const basisOf = (kind: string) => (kind === 'mining' ? [cite('矿产资源法', 17)] : [cite('土地管理法', 54)])

/** What a kind of lot must say, and what no other says; the same of a profile with a cap. */
export function misfit(f: Omit<LotForm, 'shape'>, profile: Pick<Profile, 'capped'>) {
  const all = (...said: unknown[]) => said.every((x) => x !== undefined)
  const fits = (needed: boolean, ...said: unknown[]) => (needed ? all(...said) : said.every((x) => x === undefined))
  if (!fits(f.kind === 'industrial', f.investment, f.energy)) return 'THRESHOLDS'
  if (!fits(f.kind === 'mining', f.mineral, f.yearly)) return 'MINING'
  const capped = profile.capped !== undefined
  if (!fits(capped, f.cap, f.areaStart, f.areaStep) || (f.cap ?? f.start + 1) <= f.start) return 'CAP'
  return undefined
}

export default operation(plan, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { tx, input, actor, clock, problem } = ctx
    const post = postOf(actor, OFFICER)!
    let json: unknown
    try {
      json = JSON.parse(input.shape)
    } catch {
      throw problem('SHAPE')
    }
    const shape = polygon.safeParse(json)
    if (!shape.success) throw problem('SHAPE')
    const day = dayOf(clock.now())
    if (input.deposit * 100 < input.start * figures.at('deposit', day).value) throw problem('DEPOSIT')
    const profile = profiles.find((x) => x.id === input.profile && x.from <= day && (!x.to || day <= x.to))
    if (!profile || (input.reserve && !profile.reserve.allowed)) throw problem('NO_PROFILE')
    const wrong = misfit(input, profile)
    if (wrong) throw problem(wrong)
    if (input.follows) {
      const before = await caseOfKind(tx, lot, input.follows)
      const again = before && ['failed', 'void'].includes(before.facts.status) && before.found.unit === post.unitCode
      if (!again) throw problem('FOLLOWS')
    }
    const form = { ...input, shape: shape.data }
    const made = await openCase(ctx, {
      kind: lot.kind,
      jurisdiction: post.jurisdiction,
      unit: post.unitCode,
      chartDigest: await roomChart(tx, lot, chart),
      parties: [
        {
          role: 'transferor',
          personId: null,
          organisationId: null,
          unit: post.unitCode,
          name: post.unitName.zh,
          hidden: false,
        },
      ],
      form,
    })
    const act = acts['land.planned']({
      jurisdiction: post.jurisdiction,
      subject: made.subject,
      basis: basisOf(input.kind),
      public: { ...made.stamp, number: made.found.number, form },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})
