import { text } from '../../../kernel/platform/text.ts'
import { command } from '../command.ts'
import { openedCity } from '../opened-city.ts'

const USAGE = `gnomon supervision recompute CASE [--json]
0 the same lights · 1 they differ · 2 no such case, or usage`

export default command({
  name: 'supervision',
  summary: text(
    '从一件公开的行为和当时有效的规则重算它的牌，与亮过的牌核对',
    'recompute the lights of a case from its published acts and the rules in force, and compare',
  ),
  usage: USAGE,
  async run(args, io) {
    const [what, ...rest] = args
    const [number, ...more] = rest.filter((a) => !a.startsWith('--'))
    if (what !== 'recompute' || number === undefined || more.length > 0) {
      io.err(USAGE)
      return 2
    }
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const { dayOf } = await import('../../../kernel/calendar/index.ts')
    const { findCase } = await import('../../../kernel/cases/index.ts')
    const { actsOf, anonymous, execute } = await import('../../../kernel/platform/index.ts')
    const { compare, looksOf, recompute, rulesOn } = await import('../../../kernel/watch/index.ts')
    const { lightsOfNumber } = await import('../../../rooms/supervision/contract.ts')
    const gnomon = await openedCity()
    try {
      await gnomon.shift.refresh()
      const now = gnomon.clock.now()
      const read = await gnomon.db.transaction().execute(async (tx) => {
        const found = await findCase(tx, number)
        if (!found) return undefined
        const acts = (await actsOf(tx, found.jurisdiction, found.id)).filter((a) => a.published)
        const windows = (await rulesOn(tx, dayOf(now)))
          .filter((r) => r.on.startsWith('window:') && looksOf(r.on))
          .map((r) => r.id)
        return { ...(await recompute(tx, found, now)), stream: acts, windows: new Set(windows) }
      })
      if (!read) {
        io.err(t(`没有办件 ${number}。`, `There is no case ${number}.`))
        return 2
      }
      const { lights: raised } = await execute(gnomon, lightsOfNumber, { number }, { who: anonymous })
      const verdict = compare(read.lights, raised, read.stream, read.windows)
      const differs = verdict.missing.length + verdict.extra.length
      if (args.includes('--json')) io.out(JSON.stringify({ number, acts: read.acts, failed: read.failed, ...verdict }))
      else {
        io.out(
          t(
            `${number}：${read.acts} 个公开的行为，算出 ${read.lights.length} 张牌。`,
            `${number}: ${read.acts} published acts give ${read.lights.length} lights.`,
          ),
        )
        for (const [mark, list] of [
          ['●', verdict.same],
          ['✕', verdict.missing],
          ['○', verdict.unseen],
        ] as const)
          for (const l of list)
            io.out(
              `${mark} ${l.light} ${l.rule} ${l.version} ${l.due} ${l.unit} ${JSON.stringify(l.facts)}${mark === '✕' ? t('  没有亮过', '  was not raised') : mark === '○' ? t('  行为录入时已经过去', '  over before its acts arrived') : ''}`,
            )
        for (const r of verdict.extra)
          io.out(`✕ ${r.rule} ${r.due}${t('  亮过，但算不出来', '  was raised and does not follow')}`)
        for (const [rule, why] of Object.entries(read.failed))
          io.out(t(`  规则 ${rule} 算不出来：${why}`, `  rule ${rule} could not be computed: ${why}`))
        io.out(
          differs === 0
            ? t('与亮过的牌一致。', 'The same as was raised.')
            : t(`有 ${differs} 处不同。`, `${differs} differences.`),
        )
      }
      return differs === 0 ? 0 : 1
    } finally {
      await gnomon.close()
    }
  },
})
