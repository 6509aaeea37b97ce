import {
  action,
  type FormValues,
  type PageContext,
  page,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import { contract as envelope, partAction } from '../../../trade/envelope/index.ts'
import { Act, DeskPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { Curve } from '../curve.tsx'
import { HallPart } from '../hall-part.tsx'
import { followHall, presence, SHOWN } from '../hub.ts'
import * as paths from '../paths.ts'
import { Hall, Terms } from '../shown.tsx'
import type { View } from '../words.ts'
import { ReserveForm } from './reserve.tsx'

const HALTS = { freeze: text('中止', 'Freeze'), resume: text('恢复', 'Resume'), terminate: text('终止', 'Terminate') }
const halting = fieldsOf(auction.askHalt, {
  what: { label: text('做什么', 'What'), options: HALTS },
  reason: { label: text('理由（公开）', 'Reason, published'), kind: 'lines' },
})
const saying = fieldsOf(auction.say, {
  words: { label: text('说什么（公开，记入记录）', 'Words: public, kept in the record'), kind: 'lines' },
})
const number = (p: PageContext) => p.params.number!
const back = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`

export const hallStream = page({
  path: `${paths.desk}/:number/stream`,
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person' && actor.post !== undefined,
  async render(p) {
    const v = await p.call(auction.view, { number: number(p) })
    if (!v.hall) throw standardProblem('FORBIDDEN')
    return { title: text('大厅实时', 'The hall, live'), stream: followHall(v.number, p.lang, v.hall) }
  },
})

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
    prepare: action({
      operation: auction.prepareReserve,
      input: (f: FormValues, p: PageContext) => ({
        number: number(p),
        trustees: [f.trustees ?? []].flat().map(String),
      }),
      next: (_, p) => `${p.url.pathname}?prepared=1`,
    }),
    part: partAction((f) => String(f.box ?? '')),
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
    const [log, h] = [await p.call(auction.log, { number: v.number }), await p.call(auction.hall, { number: v.number })]
    const keys =
      v.hall === 'seller' && v.reserveOpen ? await p.call(envelope.keys, { jurisdiction: v.number.slice(0, 6) }) : []
    const box = keys.length > 0 && v.reserve ? await p.call(envelope.view, { number: v.reserve.box }) : undefined
    const here = await presence(p.tx, v.number)
    const newest = { ...log, lines: log.lines.slice(-SHOWN) }
    return {
      title: text(`竞价监督：${v.title.zh}`, `Hall: ${v.title.en}`),
      scripts: ['/assets/bidding.js', '/assets/keep-form.js', ...(box ? ['/assets/seal-amount.js'] : [])],
      body: (
        <DeskPage
          p={p}
          title={`${v.number} ${v.title[lang]}`}
          back={{ href: paths.desk, text: t('竞价', 'Sales') }}
          said={[
            [p.query.done, text('已记录。', 'It is on record.')],
            [p.query.prepared, text('密封单已领取，请录入底价。', 'It is prepared: please enter the reserve.')],
          ]}
          labels={{
            what: t('做什么', 'What'),
            reason: t('理由', 'Reason'),
            words: t('发言', 'Words'),
            trustees: t('受托人', 'Trustees'),
          }}
        >
          <Hall p={p} v={v} here={`${paths.desk}/${v.number}`} stream={paths.hallStream(v.number)} />
          {v.asked && <Asked p={p} v={v} />}
          <Curve v={v} log={log} lang={lang} />
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
            {keys.length > 0 && <ReserveForm p={p} v={v} keys={keys} box={box} />}
            <details class="more" open={p.form?.action === 'say'}>
              <summary>{t('大厅发言', 'Say in the hall')}</summary>
              <StepForm p={p} name="say" button={t('发言', 'Say it')} fields={saying} />
            </details>
            {v.hall === 'notary' && v.outcome && !h.signed && (
              <form method="post">
                <Act p={p} name="sign" />
                <button class="button" type="submit">
                  {t('签署全部记录', 'Sign the whole record')}
                </button>
              </form>
            )}
          </div>
          <div data-part="hall">
            <HallPart v={v} h={h} log={newest} presence={here} lang={lang} />
          </div>
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
