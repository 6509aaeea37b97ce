import { action, anyone, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import {
  Countdown,
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
import { challenge, complain, explain, process, register } from '../contract.ts'
import { portal } from '../paths.ts'
import { categories, grounds, methods, objects } from '../words.ts'
import { Bids, Bonds, Lots, Papers, Remedies } from './shown.tsx'

const challenging = fieldsOf(challenge, {
  on: { label: text('对什么提出', 'What'), options: objects },
  words: { label: text('事实、理由和请求', 'Facts, reasons, and what is asked'), kind: 'lines' },
})
const complaining = fieldsOf(complain, {
  words: { label: text('投诉的事实和理由', 'Facts and reasons'), kind: 'lines' },
})
const explaining = fieldsOf(explain, { words: { label: text('书面说明', 'Your explanation'), kind: 'lines' } })
const here = (p: { params: Record<string, string> }, query = '') => `${portal}/${p.params.number}${query}`
const of = (f: FormValues) => String(f.caseId ?? '')

/** One process for everybody: notice, suppliers, result, contract, performance, challenges, with who did what and when. */
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
    challenge: action({
      operation: challenge,
      input: (f: FormValues) => ({ ...readFields(challenging, f), caseId: of(f) }) as never,
      next: (_, p) => here(p, '?challenged=1'),
    }),
    complain: action({
      operation: complain,
      input: (f: FormValues) => ({ ...readFields(complaining, f), caseId: of(f), challenge: f.challenge }) as never,
      next: (_, p) => here(p, '?complained=1'),
    }),
    explain: action({
      operation: explain,
      input: (f: FormValues) => ({ ...readFields(explaining, f), caseId: of(f) }) as never,
      next: (_, p) => here(p, '?explained=1'),
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(process, { number: p.params.number! })
    const { form: f, now } = c
    const open = c.status === 'open' && c.deadline && p.clock.now() < new Date(c.deadline)
    const round = c.rounds.find((r) => r.n === now.round)
    const hidden = <input type="hidden" name="caseId" value={c.caseId} />
    return {
      title: text(f.title, f.titleEn),
      scripts: ['/assets/countdown.js', '/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={lang === 'zh' ? f.title : f.titleEn}
          lead={`${c.number} · ${c.unit[lang]} · ${c.statusText[lang]}`}
          back={{ href: portal, text: t('政府采购', 'Procurement') }}
          labels={{ agreed: t('承诺', 'Undertaking'), on: t('对什么提出', 'What'), words: t('内容', 'Words') }}
          said={[
            [
              p.query.challenged,
              text('质疑已收到，七个工作日内答复。', 'Received: it is answered within seven working days.'),
            ],
            [p.query.complained, text('投诉已交财政部门。', 'The finance office has your complaint.')],
            [p.query.explained, text('说明已交评审小组。', 'The committee has your explanation.')],
          ]}
        >
          {c.winners.length > 0 && (
            <section class="notice success" role="status">
              <strong>
                {f.method === 'framework'
                  ? t('入围供应商', 'Suppliers of the framework')
                  : t('中标（成交）', 'Awarded to')}
              </strong>
              <ul>
                {c.winners.map((w) => (
                  <li>
                    {[w, ...(w.members ?? [])].map((x) => x.name).join(' + ')} · {sayYuan(w.price, lang)}
                  </li>
                ))}
              </ul>
              {c.refused.length > 0 && (
                <p>
                  {t(
                    `${c.refused.join('、')}没有签合同，按评审报告的次序由下一候选人递补（实施条例第四十九条）。`,
                    `${c.refused.join(', ')} did not sign the contract: the next of the report takes the place (art. 49).`,
                  )}
                </p>
              )}
              {c.contract && (
                <p>
                  {t(`合同 ${c.contract.number}`, `Contract ${c.contract.number}`)} · {sayYuan(c.contract.price, lang)}{' '}
                  {c.contract.sha256 && (
                    <a href={here(p, `/documents/${c.contract.sha256}`)}>{t('合同文本', 'text of the contract')}</a>
                  )}
                </p>
              )}
              {c.contract && c.contract.parties.length > 0 && (
                <p class="small">
                  {t(
                    `联合体各方共同签订，承担连带责任（第二十四条）：${c.contract.parties.join('、')}`,
                    `Signed by all members, who answer jointly and severally (art. 24): ${c.contract.parties.join(', ')}`,
                  )}
                </p>
              )}
              {c.contract?.performance != null && (
                <p class="small">
                  {t('履约保证金', 'Performance bond')} {sayYuan(c.contract.performance, lang)}
                </p>
              )}
              {c.accepted && <p>{t(`履约评价 ${c.accepted.grade} / 5`, `Performance ${c.accepted.grade} of 5`)}</p>}
            </section>
          )}
          {(c.status === 'failed' || c.status === 'annulled') && (
            <p class="notice warning" role="status">
              <strong>{c.statusText[lang]}</strong>{' '}
              {c.ranking
                ? t('没有合格的响应，应当重新采购。', 'Nothing that holds is left: it is to be procured again.')
                : c.bids.length === 0
                  ? t(
                      '供应商不足三家，没有开启任何响应（政府采购法第三十六条）。',
                      'Fewer than three: none was opened (art. 36).',
                    )
                  : t('应当重新采购。', 'It is to be procured again.')}
            </p>
          )}
          {c.suspendedUntil && (
            <p class="notice warning" role="status">
              {t(
                `因投诉暂停，到 ${sayTime(c.suspendedUntil, lang)}。`,
                `Suspended by a complaint until ${sayTime(c.suspendedUntil, lang)}.`,
              )}
            </p>
          )}
          {c.publicised && (
            <p class="notice info" role="status">
              {t('单一来源公示', 'Single source')}：{c.publicised.words}{' '}
              {t(
                `到 ${sayTime(c.publicised.until, lang)} 为止可以提出异议。`,
                `It can be challenged until ${sayTime(c.publicised.until, lang)}.`,
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
                {t('密封响应', 'Seal and submit')}
              </a>
            </p>
          )}
          {round && (
            <section class="notice warning">
              <strong>{t(`第 ${round.n} 轮报价`, `Quotes, round ${round.n}`)}</strong>{' '}
              {round.last && t('（最后一轮）', '(the last)')}
              <p>{round.words}</p>
              <p>
                <Countdown
                  until={new Date(round.deadline)}
                  now={p.clock.now()}
                  lang={lang}
                  what={t('离截止', 'to the deadline')}
                />
              </p>
              <a class="button" href={here(p, `/bid?round=${round.n}`)}>
                {t('密封报价', 'Seal a quote')}
              </a>
            </section>
          )}
          {now.asked && (
            <section class="notice warning">
              <strong>{t('评审小组请您说明', 'The committee asks you to explain')}</strong>
              <p>{now.asked}</p>
              <StepForm p={p} name="explain" button={t('提交说明', 'Send')} fields={explaining}>
                {hidden}
              </StepForm>
            </section>
          )}
          <Bonds c={c} lang={lang} />
          <Facts
            rows={[
              [t('采购方式', 'Method'), methods[f.method][lang]],
              ...(f.ground ? ([[t('法定情形', 'Ground'), grounds[f.ground][lang]]] as [string, string][]) : []),
              [t('类别', 'Category'), categories[f.category][lang]],
              [t('采购需求', 'Need'), f.need],
              [t('预算', 'Budget'), sayYuan(f.budget, lang)],
              [t('最高限价', 'Ceiling'), sayYuan(f.ceiling, lang)],
              ...(f.bond ? ([[t('保证金', 'Bond'), sayYuan(f.bond, lang)]] as [string, string][]) : []),
              ...(f.consortium ? ([[t('联合体', 'Consortia'), t('接受', 'may bid')]] as [string, string][]) : []),
              [t('交付', 'Delivery'), t(`${f.days} 日`, `${f.days} days`)],
              [t('评审办法', 'Evaluation'), c.scoringTitle[lang]],
              ...(f.reserved
                ? ([[t('对象', 'For'), t('专门面向中小企业', 'small and medium businesses only')]] as [
                    string,
                    string,
                  ][])
                : []),
              ...(c.deadline
                ? ([
                    [
                      t('响应截止、开启', 'Deadline and opening'),
                      <Deadline at={c.deadline} open={Boolean(open)} p={p} />,
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
              heading={t('登记参加', 'Register to take part')}
              login={t('登录以后登记', 'Log in to register')}
              button={t('登记', 'Register')}
              agreed={t(
                '我看过采购文件，符合资格，与其他供应商没有串通。',
                'I have read the documents, am qualified, and collude with nobody.',
              )}
              secret={
                <>
                  {t('先在', 'Be registered in the ')}
                  <a href="/suppliers">{t('供应商库', 'register of suppliers')}</a>
                  {t(
                    '登记过。谁参加、有几家，开启以前不公开。',
                    ' first. Who takes part, and how many, is not told before the opening.',
                  )}
                </>
              }
            />
          )}
          <Lots c={c} lang={lang} />
          <Bids c={c} lang={lang} />
          <Papers c={c} lang={lang} />
          <Remedies c={c} lang={lang} />
          {now.challenge.length > 0 && (
            <details class="more">
              <summary>{t('提出质疑', 'Challenge')}</summary>
              <StepForm
                p={p}
                name="challenge"
                button={t('提出质疑', 'Challenge')}
                fields={challenging.map((x) =>
                  'options' in x ? { ...x, options: x.options.filter((o) => now.challenge.includes(o.value)) } : x,
                )}
              >
                {hidden}
              </StepForm>
            </details>
          )}
          {now.complain.map((n) => (
            <details class="more">
              <summary>{t(`就第 ${n} 项质疑向财政部门投诉`, `Take challenge no. ${n} to the finance office`)}</summary>
              <StepForm p={p} name="complain" button={t('投诉', 'Complain')} fields={complaining}>
                {hidden}
                <input type="hidden" name="challenge" value={String(n)} />
              </StepForm>
            </details>
          ))}
          <PublicCourse acts={c.acts} lang={lang} />
          {(c.deadline || c.publicised) && (
            <p class="small">
              <a href={`/ocds/records/ocds-gnomon-${c.number}.json`}>OCDS</a>
            </p>
          )}
        </PortalPage>
      ),
    }
  },
})
