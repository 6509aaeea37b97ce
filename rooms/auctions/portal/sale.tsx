import { caseKinds, findCase } from '../../../kernel/cases/index.ts'
import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { PortalPage } from '../../../web/ui/index.ts'
import { Curve } from '../curve.tsx'
import { follow } from '../hub.ts'
import * as paths from '../paths.ts'
import { Entries, Hall, Replay, Terms } from '../shown.tsx'

export const stream = page({
  path: `${paths.portal}/:number/stream`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const v = await p.call(auction.view, { number: p.params.number! })
    return { title: text('实时', 'Live'), stream: follow(v.number, p.lang, v.me?.bidder) }
  },
})

/** What `gnomon auction verify` reads: the announcement, then an entry a line. */
export const logFile = page({
  path: `${paths.portal}/:number/log.jsonl`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { header, lines } = await p.call(auction.log, { number: p.params.number! })
    const data = new TextEncoder().encode(`${[header, ...lines].map((l) => JSON.stringify(l)).join('\n')}\n`)
    return { title: text('竞价记录', 'Log'), bytes: { data, type: 'application/jsonl; charset=utf-8' } }
  },
})

/** What `gnomon tender verify` reads of sealed bids: envelopes, shares, what was in them. */
export const openingFile = page({
  path: `${paths.portal}/:number/opening.json`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { sealing } = await p.call(auction.view, { number: p.params.number! })
    if (!sealing) throw standardProblem('NOT_FOUND')
    const record = await p.call(envelope.record, { number: sealing.box })
    const data = new TextEncoder().encode(`${JSON.stringify(record)}\n`)
    return {
      title: text('开启记录', 'Record of the opening'),
      bytes: { data, type: 'application/json; charset=utf-8' },
    }
  },
})

/** One sale for everybody: live while it runs, its whole replay afterwards. */
export default page({
  path: `${paths.portal}/:number`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const v = await p.call(auction.view, { number: p.params.number! })
    const log = await p.call(auction.log, { number: v.number })
    // Whichever market sells: its kind of case says where its lots are shown.
    const found = v.caseId ? await findCase(p.tx, v.number) : undefined
    const market = found && caseKinds.get(found.kind)?.pages?.portal
    return {
      title: v.title,
      scripts: ['/assets/bidding.js'],
      body: (
        <PortalPage
          p={p}
          title={v.title[lang]}
          lead={v.number}
          back={{ href: paths.portal, text: t('公共资源竞价', 'Sales of public resources') }}
        >
          <Hall p={p} v={v} here={paths.sale(v.number)} />
          <Curve v={v} log={log} lang={lang} />
          {v.me && !v.outcome && (
            <p>
              <a class="button" href={paths.bidding(v.number)}>
                {t(`以 ${v.me.bidder} 号报价`, `Bid as number ${v.me.bidder}`)}
              </a>
            </p>
          )}
          {market && (
            <p>
              <a href={`${market}/${v.number}`}>{t('标的和条件', 'What is sold, and on which conditions')}</a>
            </p>
          )}
          <section>
            <h2>{t('竞价条件', 'Terms')}</h2>
            <Terms v={v} lang={lang} />
          </section>
          {v.outcome && (
            <Replay
              v={v}
              log={log}
              lang={lang}
              entry={Number(p.query.entry) || 0}
              speed={Math.max(0, Number(p.query.speed) || 0)}
            />
          )}
          <section>
            <h2>{t('记录', 'Record')}</h2>
            <Entries v={v} log={log} lang={lang} />
            <p class="small">
              <a href={paths.logOf(v.number)} download={`${v.number}.jsonl`}>
                log.jsonl
              </a>{' '}
              <code>{`npx gnomon auction verify ${p.site}${paths.logOf(v.number)}`}</code>
              {log.lines.some((l) => l.type === 'unseal') && (
                <>
                  <br />
                  <a href={paths.openingOf(v.number)} download={`${v.number}-opening.json`}>
                    opening.json
                  </a>{' '}
                  <code>{`npx gnomon tender verify ${p.site}${paths.openingOf(v.number)}`}</code>
                </>
              )}
            </p>
          </section>
        </PortalPage>
      ),
    }
  },
})
