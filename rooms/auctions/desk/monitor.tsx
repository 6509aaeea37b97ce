import {
  action,
  type FormValues,
  type Lang,
  type PageContext,
  page,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import { Act, DeskPage, Facts, type FormField, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { type Line, presence } from '../hub.ts'
import * as paths from '../paths.ts'
import { Curve, Entries, Hall, Terms } from '../shown.tsx'
import { sayInstant, type View } from '../words.ts'

const HALTS = { freeze: text('中止', 'Freeze'), resume: text('恢复', 'Resume'), terminate: text('终止', 'Terminate') }
const halting = fieldsOf(auction.askHalt, {
  what: { label: text('做什么', 'What'), options: HALTS },
  reason: { label: text('理由（公开）', 'Reason, published'), kind: 'lines' },
})
const saying = fieldsOf(auction.say, {
  words: { label: text('说什么（公开，记入记录）', 'Words: public, kept in the record'), kind: 'lines' },
})
const reserving: FormField[] = fieldsOf(auction.setReserve, {
  amount: { label: text('底价（元）', 'Reserve (yuan)'), kind: 'money' },
})
/** A line that is down, or was lost often, is what a bidder would dispute the result with. */
function lineOf(b: Line, lang: Lang): string {
  const lost = b.lost === 0 ? '' : lang === 'zh' ? `，断过 ${b.lost} 次` : `, lost ${b.lost} times`
  return b.lines > 0
    ? lang === 'zh'
      ? `● ${b.bidder} 号在线，自 ${sayInstant(b.since)}${lost}`
      : `● ${b.bidder} up since ${sayInstant(b.since)}${lost}`
    : lang === 'zh'
      ? `■ ${b.bidder} 号断线，自 ${sayInstant(b.since)}${lost}`
      : `■ ${b.bidder} down since ${sayInstant(b.since)}${lost}`
}
const number = (p: PageContext) => p.params.number!
const back = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`

/** The hall for seller, exchange, notary and supervision: everything that happens, by numbers; what each may do. */
export default page({
  path: `${paths.desk}/:number`,
  shell: 'desk',
  allow: ({ actor }) => actor.kind === 'person' && actor.post !== undefined,
  actions: {
    halt: action({
      operation: auction.askHalt,
      input: (f: FormValues, p: PageContext) => ({ ...readFields(halting, f), number: number(p) }) as never,
      next: back,
    }),
    confirm: action({
      operation: auction.confirmHalt,
      input: (f: FormValues, p: PageContext) => ({ number: number(p), agree: f.agree === 'true' }),
      next: back,
    }),
    say: action({
      operation: auction.say,
      input: (f: FormValues, p: PageContext) => ({ ...readFields(saying, f), number: number(p) }) as never,
      next: back,
    }),
    reserve: action({
      operation: auction.setReserve,
      input: (f: FormValues, p: PageContext) => ({ ...readFields(reserving, f), number: number(p) }) as never,
      next: back,
    }),
    sign: action({
      operation: auction.signRecord,
      input: (_: FormValues, p: PageContext) => ({ number: number(p) }),
      next: back,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await p.call(auction.view, { number: number(p) })
    if (!v.hall) throw standardProblem('FORBIDDEN')
    const log = await p.call(auction.log, { number: v.number })
    const here = presence(v.number)
    const last = log.lines.at(-1)
    return {
      title: text(`竞价监督：${v.title.zh}`, `Hall: ${v.title.en}`),
      scripts: ['/assets/bidding.js', '/assets/keep-form.js'],
      body: (
        <DeskPage
          p={p}
          title={`${v.number} ${v.title[lang]}`}
          back={{ href: paths.desk, text: t('竞价', 'Sales') }}
          said={[[p.query.done, text('已记录。', 'It is on record.')]]}
          labels={{
            what: t('做什么', 'What'),
            reason: t('理由', 'Reason'),
            words: t('发言', 'Words'),
            amount: t('底价', 'Reserve'),
          }}
        >
          <Hall p={p} v={v} here={`${paths.desk}/${v.number}`} />
          <Facts
            rows={[
              [t('在看', 'Watching'), t(`${here.watching} 人`, `${here.watching}`)],
              [
                t('竞买人连线', 'Bidders’ lines'),
                here.bidders.length > 0
                  ? here.bidders.map((b) => lineOf(b, lang)).join('；')
                  : t('没有竞买人连过这台服务器', 'no bidder has been connected to this server'),
              ],
              [t('记录', 'Entries'), last ? t(`${last.n} 条`, `${last.n}`) : '—'],
            ]}
          />
          {v.asked && <Asked p={p} v={v} />}
          <div class="no-print">
            {!v.outcome && !v.asked && (
              <details class="more" open={p.form?.action === 'halt'}>
                <summary>{t('中止、恢复、终止（两个人）', 'Freeze, resume, terminate (two persons)')}</summary>
                <StepForm
                  p={p}
                  name="halt"
                  button={t('提请', 'Ask for it')}
                  fields={halting}
                  tells={t(
                    '另一个人确认后生效；理由公开。恢复以后剩余时间一秒不少。',
                    'It takes effect when another person confirms; the reason is public. When it goes on, exactly the time left is left.',
                  )}
                />
              </details>
            )}
            {v.hall === 'seller' && v.reserveOpen && (
              <details class="more" open={p.form?.action === 'reserve'}>
                <summary>{t('录入底价', 'Enter the reserve')}</summary>
                <StepForm
                  p={p}
                  name="reserve"
                  button={t('密封', 'Seal it')}
                  fields={reserving}
                  tells={t(
                    '只能一次，不能改；公开的只有摘要，结束时自动开封。',
                    'Once, and for good; only its digest is published; it opens by itself at the end.',
                  )}
                />
              </details>
            )}
            <details class="more" open={p.form?.action === 'say'}>
              <summary>{t('大厅发言', 'Say in the hall')}</summary>
              <StepForm p={p} name="say" button={t('发言', 'Say it')} fields={saying} />
            </details>
            {v.hall === 'notary' && v.outcome && (
              <form method="post">
                <Act p={p} name="sign" />
                <button class="button" type="submit">
                  {t('签署全部记录', 'Sign the whole record')}
                </button>
              </form>
            )}
          </div>
          <Curve v={v} log={log} lang={lang} />
          <Entries v={v} log={log} lang={lang} most={80} />
          <Terms v={v} lang={lang} />
        </DeskPage>
      ),
    }
  },
})

function Asked({ p, v }: { p: PageContext; v: View }) {
  const { t, lang } = p
  const { what, reason, by, mine } = v.asked!
  return (
    <section class="notice warning">
      <strong>{t(`待确认：${HALTS[what].zh}`, `To be confirmed: ${HALTS[what].en}`)}</strong>
      <p>
        {by[lang]}：{reason}
      </p>
      {mine ? (
        <p class="small">{t('要由另一个人确认。', 'Another person must confirm it.')}</p>
      ) : (
        <form method="post" class="links-row">
          <Act p={p} name="confirm" />
          <button class="button danger" type="submit" name="agree" value="true">
            {t(`确认${HALTS[what].zh}`, `Confirm: ${HALTS[what].en}`)}
          </button>
          <button class="button secondary" type="submit" name="agree" value="false">
            {t('不同意', 'Decline')}
          </button>
        </form>
      )}
    </section>
  )
}
