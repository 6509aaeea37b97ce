import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import {
  askingFields,
  Bench,
  PortalPage,
  readFields,
  sayYuan,
  signingFields,
  verdictsOf,
} from '../../../web/ui/index.ts'
import { ask, committee, evaluate, report, sign } from '../contract.ts'
import { portal } from '../paths.ts'
import { codes, flags } from '../words.ts'

const asking = askingFields(ask)
const signing = signingFields(sign)
const done = (p: { params: Record<string, string> }) => `${portal}/${p.params.number}/committee?done=1`
const one = (v: FormValues[string] | undefined) => (typeof v === 'string' ? v.trim() : '')

/** A member's desk: responses side by side; alone, once. Works without scripts. */
export default page({
  path: `${portal}/:number/committee`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    evaluate: action({
      operation: evaluate,
      input: (f: FormValues) => ({ caseId: one(f.caseId), verdicts: verdictsOf(f) }) as never,
      next: (_, p) => done(p),
    }),
    ask: action({
      operation: ask,
      input: (f: FormValues) => ({ ...readFields(asking, f), caseId: one(f.caseId), bidder: one(f.bidder) }) as never,
      next: (_, p) => done(p),
    }),
    report: action({
      operation: report,
      input: (f: FormValues) => ({ caseId: one(f.caseId) }),
      next: (_, p) => done(p),
    }),
    sign: action({
      operation: sign,
      input: (f: FormValues) => ({ ...readFields(signing, f), caseId: one(f.caseId) }) as never,
      next: (_, p) => done(p),
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(committee, { number: p.params.number! })
    return {
      title: text('评审台', 'The committee’s desk'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={t('评审台', 'The committee’s desk')}
          lead={`${lang === 'zh' ? c.title : c.titleEn} · ${c.member}`}
          back={{ href: `${portal}/${c.number}`, text: t('项目页面', 'The process') }}
          said={[[p.query.done, text('已记录。', 'It is on record.')]]}
        >
          <Bench
            p={p}
            {...{ caseId: c.caseId, page: `${portal}/${c.number}`, members: c.members, handedIn: c.handedIn }}
            {...{ reported: c.reported, signedMine: c.signedMine, criteria: c.criteria, codes, signing, asking }}
            mine={c.mine || !c.ready}
            signTells={t(
              '对报告有异议的，书面写明；既不签署又不说明的，视为同意（实施条例第四十一条）。',
              'Who dissents says so in writing; who neither signs nor says why agrees (art. 41).',
            )}
            bids={c.bids.map((b) => ({
              ...{ bidder: b.bidder, name: b.name, asked: b.asked, answer: b.answer },
              facts: [
                [t('报价', 'Price'), b.price === null ? t('还没有', 'none yet') : sayYuan(b.price, lang)],
                ...(b.quotes.length > 1
                  ? ([[t('各轮报价', 'Quotes'), b.quotes.map((q) => sayYuan(q, lang)).join(' → ')]] as [
                      string,
                      string,
                    ][])
                  : []),
                ...(b.sheet?.statement
                  ? ([[t('响应', 'Response'), String(b.sheet.statement)]] as [string, string][])
                  : []),
                [
                  t('评审时的扣除', 'Deductions'),
                  b.flags.map((f) => flags[f as 'sme'][lang]).join(t('、', ', ')) || '—',
                ],
                [
                  t('响应文件', 'Documents'),
                  b.files.map((f, i) => (
                    <>
                      <a href={`${portal}/${c.number}/bids/${b.bidder}/${i}`}>{f.name}</a>{' '}
                    </>
                  )),
                ],
              ],
              warns: [
                ...(b.price !== null && b.price > c.ceiling ? [t('高于最高限价', 'over the ceiling')] : []),
                ...(b.low
                  ? [
                      t(
                        '报价明显偏低，请供应商书面说明；只是提示（参照比例未核实）',
                        'Strikingly low: ask for a written explanation; a hint (its threshold is not confirmed)',
                      ),
                    ]
                  : []),
                ...b.hints.map((h) => h[lang]),
              ],
            }))}
          >
            <p>{c.need}</p>
            {!c.ready && !c.reported && (
              <p class="notice info" role="status">
                {t('等最后一轮报价开启以后评审。', 'The evaluation waits for the last round of quotes.')}
              </p>
            )}
          </Bench>
        </PortalPage>
      ),
    }
  },
})
