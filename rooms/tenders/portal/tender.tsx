import { action, anyone, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { bondWords } from '../../../trade/bond/contract.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import {
  Deadline,
  Facts,
  fieldsOf,
  PortalPage,
  PublicCourse,
  readFields,
  StepForm,
  sayTime,
  sayYuan,
  TakePart,
} from '../../../web/ui/index.ts'
import { answerCorrection, complain, explain, object, register, specialties, tender } from '../contract.ts'
import { portal } from '../paths.ts'
import { complaining, objecting, Remedies } from './remedies.tsx'
import { Corrections, Lots, Notices, Opened, Report } from './shown.tsx'

const explaining = fieldsOf(explain, { words: { label: text('书面说明', 'Your explanation'), kind: 'lines' } })
const confirming = fieldsOf(answerCorrection, {
  accepts: { label: text('接受修正后的价格', 'I accept the corrected price'), required: false },
})
const here = (p: { params: Record<string, string> }, query = '') => `${portal}/${p.params.number}${query}`

/** One tender for everybody: from the notice to the contract, with everything that was said and who decided it. */
export default page({
  path: `${portal}/:number`,
  shell: 'portal',
  allow: anyone,
  actions: {
    register: action({
      operation: register,
      input: (f: FormValues, p) => ({ number: p.params.number!, agreed: f.agreed === 'true' }) as never,
      next: (_, p) => here(p, '/bid'),
    }),
    object: action({
      operation: object,
      input: (f: FormValues) => ({ ...readFields(objecting, f), caseId: String(f.caseId ?? '') }) as never,
      next: (_, p) => here(p, '?objected=1'),
    }),
    explain: action({
      operation: explain,
      input: (f: FormValues) => ({ ...readFields(explaining, f), caseId: String(f.caseId ?? '') }) as never,
      next: (_, p) => here(p, '?explained=1'),
    }),
    complain: action({
      operation: complain,
      input: (f: FormValues) => {
        const about = Number(f.about ?? 0)
        const { words } = readFields(complaining, f)
        return { words, caseId: String(f.caseId ?? ''), ...(about > 0 ? { objection: about } : {}) } as never
      },
      next: (_, p) => here(p, '?complained=1'),
    }),
    confirm: action({
      operation: answerCorrection,
      input: (f: FormValues) => ({ ...readFields(confirming, f), caseId: String(f.caseId ?? '') }) as never,
      next: (_, p) => here(p, '?explained=1'),
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(tender, { number: p.params.number! })
    const { form: f, now } = c
    const box = c.deadline ? await p.call(envelope.view, { number: c.number }) : undefined
    const open = c.status === 'open' && c.deadline && p.clock.now() < new Date(c.deadline)
    return {
      title: text(f.title, f.titleEn),
      scripts: ['/assets/countdown.js', '/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={lang === 'zh' ? f.title : f.titleEn}
          lead={`${c.number} · ${c.unit[lang]} · ${c.statusText[lang]}`}
          back={{ href: portal, text: t('工程招标', 'Construction tenders') }}
          labels={{ agreed: t('承诺', 'Undertaking'), on: t('对什么提出', 'To what'), words: t('内容', 'Words') }}
          said={[
            [
              p.query.objected,
              text(
                '异议已收到。三日内答复，答复以前程序停下。',
                'Received. It is answered within three days, and until then the process stands still.',
              ),
            ],
            [
              p.query.complained,
              text(
                '投诉已交监督部门：三个工作日内决定是否受理，三十个工作日内处理。',
                'The overseer has it: three working days to take it on, thirty to decide.',
              ),
            ],
            [p.query.explained, text('说明已交评标委员会。', 'The committee has your explanation.')],
          ]}
        >
          {c.stopped && (
            <p class="notice warning" role="status">
              {t('监督部门因投诉责令暂停。', 'The overseer has stopped the process over a complaint.')}
            </p>
          )}
          {c.status === 'void' && (
            <p class="notice warning" role="status">
              {t(
                '投诉成立，本次招标无效，应当重新招标；已经签订的合同由当事人依法处理。',
                'A complaint was upheld: this tender is void and is to be held again. A contract that was signed is for the parties and the courts.',
              )}
            </p>
          )}
          {now.bond && (
            <p class="notice info" role="status">
              {t('您的保证金', 'Your bond')}：<a href={`/pay/${now.bond.order}`}>{bondWords[now.bond.state][lang]}</a>
              {now.bond.interest > 0 &&
                t(
                  `，连同银行同期存款利息 ${sayYuan(now.bond.interest, 'zh')}（利率未核实）`,
                  `, with the bank’s interest of ${sayYuan(now.bond.interest, 'en')} (its rate is not confirmed)`,
                )}
            </p>
          )}
          {c.awarded && (
            <section class="notice success" role="status">
              <strong>
                {t('中标人', 'Awarded to')}：{c.awarded.name ?? c.awarded.bidder} · {sayYuan(c.awarded.price, lang)}
              </strong>
              {c.contract && <p>{t(`合同 ${c.contract}`, `Contract ${c.contract}`)}</p>}
              {c.contractors.length > 1 && (
                <p>
                  {t(
                    `${c.contractors.join('、')}共同签订，对招标人承担连带责任（招标投标法第三十一条）。`,
                    `Signed by ${c.contractors.join(', ')}, who answer jointly and severally (art. 31).`,
                  )}
                </p>
              )}
            </section>
          )}
          {c.publicised && !c.awarded && (
            <section class="notice info" role="status">
              <strong>{t('中标候选人公示中', 'Candidates are publicised')}</strong>
              <p>
                {t(
                  `到 ${sayTime(c.publicised.until, lang)} 为止，可以提出异议。`,
                  `Objections until ${sayTime(c.publicised.until, lang)}.`,
                )}
              </p>
              <ol>
                {c.report?.candidates.map((b) => (
                  <li>{c.bids.find((x) => x.bidder === b)?.name ?? b}</li>
                ))}
              </ol>
            </section>
          )}
          {c.status === 'failed' && (
            <p class="notice warning" role="status">
              <strong>{t('流标', 'Failed')}</strong>{' '}
              {c.report
                ? t('全部投标被否决，招标人应当重新招标。', 'All bids were rejected: it is to be tendered again.')
                : t(
                    '投标人不足三家，没有开启任何投标，招标人应当重新招标（实施条例第四十四条）。',
                    'Fewer than three bids: none was opened, and it is to be tendered again (art. 44).',
                  )}
            </p>
          )}
          {now.expert && (
            <p>
              <a class="button" href={here(p, '/committee')}>
                {t(`评审台（${now.expert}）`, `The committee’s desk (${now.expert})`)}
              </a>
            </p>
          )}
          {now.bidder && open && (
            <p>
              <a class="button" href={here(p, '/bid')}>
                {t('密封投标', 'Seal and submit a bid')}
              </a>
            </p>
          )}
          {now.asked && (
            <section class="notice warning">
              <strong>{t('评标委员会请您说明', 'The committee asks you to explain')}</strong>
              <p>{now.asked}</p>
              <StepForm p={p} name="explain" button={t('提交说明', 'Send')} fields={explaining}>
                <input type="hidden" name="caseId" value={c.caseId} />
              </StepForm>
            </section>
          )}
          {now.correction && (
            <section class="notice warning">
              <strong>{t('请您确认算术修正', 'Please confirm the arithmetic correction')}</strong>
              <Corrections of={now.correction} lang={lang} />
              <StepForm
                p={p}
                name="confirm"
                button={t('答复', 'Answer')}
                fields={confirming}
                tells={t(
                  '接受的，按修正后的价格评审和签约；不勾选就是不接受，投标将被否决。',
                  'If you accept, the corrected price is evaluated and contracted; unchecked means no, and the bid is rejected.',
                )}
              >
                <input type="hidden" name="caseId" value={c.caseId} />
              </StepForm>
            </section>
          )}
          <Facts
            rows={[
              [t('建设地点', 'Place'), f.place],
              [t('招标范围', 'What is tendered'), f.scope],
              [t('资格要求', 'Who may bid'), f.qualification],
              [t('最高投标限价', 'Ceiling'), sayYuan(f.ceiling, lang)],
              [t('投标保证金', 'Bid bond'), sayYuan(f.bond, lang)],
              [t('计划工期', 'Days of works'), t(`${f.days} 日历天`, `${f.days} days`)],
              ...(f.prequalified
                ? ([
                    [
                      t('资格预审', 'Prequalification'),
                      <>
                        <a href={`/prequalifications/${f.prequalified}`}>{f.prequalified}</a>{' '}
                        {t('通过的才能登记', 'only who passed can register')}
                      </>,
                    ],
                  ] as [string, never][])
                : []),
              [
                t('联合体投标', 'Consortia'),
                f.consortium
                  ? t('接受，要附共同投标协议', 'accepted, with their joint bid agreement')
                  : t('不接受', 'not accepted'),
              ],
              [t('评标办法', 'Method'), c.methodTitle[lang]],
              [
                t('评标委员会', 'Committee'),
                t(
                  `${f.committee} 人，${specialties[f.specialty].zh}专业，随机抽取`,
                  `${f.committee}, ${specialties[f.specialty].en}, drawn at random`,
                ),
              ],
              ...(c.deadline
                ? ([
                    [
                      t('投标截止、开标', 'Deadline and opening'),
                      <Deadline at={c.deadline} open={Boolean(open)} p={p} />,
                    ],
                    [
                      t('密封箱', 'Sealed box'),
                      box!.sealed
                        ? t(
                            `名单已固定：${box!.sealed.list.length} 份算数，${box!.sealed.replaced} 份被替换，${box!.sealed.withdrawn} 份撤回，${box!.sealed.late} 份迟到未收`,
                            `fixed: ${box!.sealed.list.length} count, ${box!.sealed.replaced} replaced, ${box!.sealed.withdrawn} withdrawn, ${box!.sealed.late} late`,
                          )
                        : t(
                            `${box!.terms.trustees.length} 位受托人中的 ${box!.terms.threshold} 位才能开启：${box!.terms.trustees.map((x) => x.title.zh).join('、')}`,
                            `opened by ${box!.terms.threshold} of ${box!.terms.trustees.length} trustees: ${box!.terms.trustees.map((x) => x.title.en).join(', ')}`,
                          ),
                    ],
                  ] as [string, never][])
                : []),
              ...(c.drawn
                ? ([
                    [
                      t('抽取', 'Draw'),
                      <a href={`/api/draw/get-record?id=${c.draw}`}>
                        {t(
                          `${c.drawn.experts.length} 位专家${c.drawn.k ? `，K = ${c.drawn.k}` : ''}；谁都能重算`,
                          `${c.drawn.experts.length} experts${c.drawn.k ? `, K = ${c.drawn.k}` : ''}: anybody can recompute it`,
                        )}
                      </a>,
                    ],
                  ] as [string, never][])
                : []),
              ...(f.replaces
                ? ([[t('接续', 'Follows'), <a href={`${portal}/${f.replaces}`}>{f.replaces}</a>]] as [string, never][])
                : []),
            ]}
          />
          {now.register && (
            <TakePart
              p={p}
              name="register"
              heading={t('登记投标', 'Register to bid')}
              login={t('登录以后登记', 'Log in to register')}
              button={t('登记', 'Register')}
              agreed={t(
                '我看过招标文件，符合资格要求，没有与他人串通。',
                'I have read the documents, am qualified, and collude with nobody.',
              )}
              secret={t(
                '谁登记、有几家，开标以前不公开（招标投标法第二十二条）。',
                'Who registered, and how many, is not published before the opening (art. 22).',
              )}
            />
          )}
          <Lots c={c} lang={lang} />
          <Report c={c} lang={lang} />
          <Opened c={c} lang={lang} />
          <Notices c={c} lang={lang} />
          <Remedies p={p} c={c} />
          {c.names.length > 0 && (
            <p class="small">
              {t('评标委员会', 'The committee')}：{c.names.join('、')}
            </p>
          )}
          <PublicCourse acts={c.acts} lang={lang} />
          {c.deadline && (
            <p class="small">
              <a href={`/ocds/records/ocds-gnomon-${c.number}.json`}>OCDS</a>
            </p>
          )}
        </PortalPage>
      ),
    }
  },
})
