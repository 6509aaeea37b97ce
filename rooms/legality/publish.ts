import { dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { lockVersion, markPublished, scenarios, versionDigest } from '../../kernel/catalog/index.ts'
import { readModel } from '../../kernel/decision/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { operation, text } from '../../kernel/platform/index.ts'
import { storeChart } from '../../kernel/procedure/index.ts'
import { standard } from '../discretion/contract.ts'
import { acts } from './acts.ts'
import { checkVersion, joined } from './check-version.ts'
import { publish } from './contract.ts'
import { publishesIt } from './policy.ts'

export default operation(publish, {
  allow: publishesIt,
  async run({ tx, input, clock, call, problem }) {
    const version = await lockVersion(tx, input.id)
    if (!version) throw problem('NO_VERSION')
    if (version.status !== 'passed') throw problem('WRONG_STATE')
    const now = clock.now()
    if (input.from && input.from < dayOf(now)) throw problem('PAST', { fields: { from: publish.errors.PAST } })
    const check = await checkVersion(tx, version)
    if (!check.chart.sound) throw problem('UNSOUND', { detail: joined(check.steps) })
    // A joint application asks what its parts ask: one of them may have changed since the review.
    if (check.stops.length > 0) throw problem('UNSOUND', { detail: joined(check.stops) })
    for (const { decision, name } of Object.values(check.chart.procedure.steps)) {
      if (!decision) continue
      const [code, ...named] = decision.split('/')
      const found = await call(standard, { code: code! }).catch(() => undefined)
      if (!found || !readModel(found.xml).named(named.join('/'), 'decision'))
        throw problem('UNSOUND', {
          detail: text(
            `「${name}」要按裁量基准「${decision}」计算，没有公布这样的基准。请先公布它，或改 gnomon:decision。`,
            `“${name}” is computed by the discretion standard “${decision}”, which is not published. Publish it first, or change gnomon:decision.`,
          ),
        })
    }
    const from = input.from && input.from > dayOf(now) ? startOfDay(input.from) : now
    const chartDigest = await storeChart(tx, version.bpmn, check.chart)
    const digest = versionDigest(version.content, version.form, chartDigest)
    const named = (await scenarios(tx))
      .filter((s) => version.content.scenarios.includes(s.id))
      .map((s) => `${s.name.zh} ${s.name.en}`)
    const unitName = (await findUnit(tx, version.unit))?.name ?? text(version.unit, version.unit)
    await markPublished(tx, version, { chartDigest, digest, from, at: now, scenarios: named.join(' '), unitName })
    const act = acts['item.published']({
      jurisdiction: version.jurisdiction,
      subject: { kind: 'item', id: version.id },
      public: {
        code: version.code,
        number: version.number,
        unit: version.unit,
        digest,
        chartDigest,
        from: from.toISOString(),
      },
    })
    return { act, output: { id: version.id, digest, chartDigest } }
  },
})
