import {
  bodyNatures,
  caseTypes,
  exerciseLevels,
  type ItemContent,
  jointOf,
  listPublished,
  powerTypes,
  publishedItem,
} from '../../../kernel/catalog/index.ts'
import { findUnit, units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import { ChartFigure, Citations, Facts, PortalPage, sayTime } from '../../../web/ui/index.ts'
import { quotaOf, quotaPath } from '../../approvals/contract.ts'

/** The guide of one item: the first screen of a phone answers what, how long, how much, who; then the rest. */
export const guide = page({
  path: '/items/:code',
  shell: 'portal',
  sameForAll: { until: ['item.', 'unit.'] },
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const item = await publishedItem(p.tx, p.params.code!, p.clock.now())
    if (!item)
      throw standardProblem('NOT_FOUND', {
        detail: text('这个事项没有公布，或已停用。', 'The item is not published or was retired.'),
      })
    const c = item.content
    const unit = await findUnit(p.tx, c.unit)
    const svg = await drawChart(item.bpmn, { lang, title: c.name[lang] })
    const joint = jointOf(c)?.parts ?? []
    const listed = joint.length > 0 ? await listPublished(p.tx, p.clock.now(), { codes: joint.map((j) => j.item) }) : []
    const names = await units(p.tx)
    const parts = joint.flatMap(({ item: code, optional }) =>
      listed
        .filter((i) => i.code === code)
        .map((i) => ({ i, optional, unit: names.find((u) => u.code === i.unit)?.name })),
    )
    const steps = await sayChart(item.bpmn, { lang })
    const limited = quotaOf(c)
    const days = (n: number) => sayPromise(n, t)
    return {
      title: c.name,
      body: (
        <PortalPage p={p} title={c.name[lang]} lead={c.inOneSentence[lang]}>
          <p class="small no-print">
            <a href={`/items/${c.code}/compare`}>{t('各区怎么办，比一比', 'Compare between districts')}</a>
          </p>
          <div class="guide">
            <aside class="guide-card" aria-label={t('一眼看清', 'At a glance')}>
              <dl>
                <dt>{t('多久', 'How long')}</dt>
                <dd>
                  <b>{days(c.limits.promised.value)}</b>{' '}
                  <span class="small">
                    {t(
                      `承诺办结（法定 ${c.limits.statutory.value} 个）`,
                      `promised (${c.limits.statutory.value} by law)`,
                    )}
                  </span>
                </dd>
                <dt>{t('多少钱', 'What it costs')}</dt>
                <dd>
                  <b>{c.fee.charged ? t('收费', 'A fee') : t('不收费', 'Free')}</b>{' '}
                  {c.fee.charged && <span class="small">{c.fee.note[lang]}</span>}
                </dd>
                <dt>{t('要什么', 'What you need')}</dt>
                <dd>
                  <a href="#materials">
                    {t(
                      `${c.materials.filter((m) => m.mandatory).length} 份必交材料`,
                      `${c.materials.filter((m) => m.mandatory).length} materials`,
                    )}
                  </a>
                </dd>
                {limited && (
                  <>
                    <dt>{t('名额', 'Places')}</dt>
                    <dd>
                      <b>{t(`${limited.limit} 个`, String(limited.limit))}</b>{' '}
                      <span class="small">
                        {limited.name[lang]}，
                        {t(
                          `${sayTime(new Date(limited.opens), 'zh')} 开始受理`,
                          `open from ${sayTime(new Date(limited.opens), 'en')}`,
                        )}{' '}
                        <a href={quotaPath(c.code)}>{t('已用多少、谁先谁后', 'How many are taken, in which order')}</a>
                      </span>
                    </dd>
                  </>
                )}
                <dt>{t('谁决定', 'Who decides')}</dt>
                <dd>{unit?.name[lang]}</dd>
                <dt>{t('问谁', 'Ask')}</dt>
                <dd>
                  <a href={`tel:${c.channels.phone.replace(/[^+\d]/g, '')}`}>{c.channels.phone}</a>
                </dd>
              </dl>
              <p class="no-print">
                <a class="button" href={`/apply/${c.code}`}>
                  {t('在线申请', 'Apply online')}
                </a>
              </p>
              <p class="small">
                {t('也可以到窗口：', 'Or at the counter: ')}
                {c.channels.address[lang]}，{c.channels.hours[lang]}{' '}
                <a class="no-print" href={`/appointments?unit=${c.unit}`}>
                  {t('预约时间', 'Book a time')}
                </a>
              </p>
            </aside>
            <div>
              <Ribbon p={p} content={c} />
              {parts.length > 0 && (
                <>
                  <h2 id="parts">{t('一次申请，办这几项', 'One application for these')}</h2>
                  <ul class="plain links">
                    {parts.map(({ i, optional, unit: of }) => (
                      <li>
                        <a href={`/items/${i.code}`}>{i.name[lang]}</a>{' '}
                        {optional && <span class="badge">{t('选办', 'if you want it')}</span>}
                        <p class="small">
                          {of?.[lang]} · {sayPromise(i.promised, t)}
                        </p>
                      </li>
                    ))}
                  </ul>
                </>
              )}
              <h2 id="materials">{t('要准备的材料', 'What you need')}</h2>
              <ul class="checklist">
                {c.materials.map((m) => (
                  <li>
                    {m.name[lang]} {!m.mandatory && <span class="badge">{t('选交', 'optional')}</span>}
                    <span class="hint">
                      {t('来源：', 'From: ')}
                      {m.issuer[lang]}
                      {m.copies > 0 && t(`；复印件 ${m.copies} 份`, `; ${m.copies} copy`)}
                    </span>
                  </li>
                ))}
              </ul>
              <div class="columns">
                <section>
                  <h2>{t('条件', 'Conditions')}</h2>
                  <ul>
                    {c.conditions.map((x) => (
                      <li>{x[lang]}</li>
                    ))}
                  </ul>
                </section>
                <section>
                  <h2>{t('期限', 'Deadlines')}</h2>
                  <Facts
                    rows={
                      [
                        [
                          t('一次告知补正', 'Correction notice'),
                          <>
                            {t(
                              `收到后 ${c.correctionDays.value} 个工作日内，逾期视为受理`,
                              `within ${c.correctionDays.value} working days of receipt; silence accepts`,
                            )}{' '}
                            <Citations list={c.correctionDays.basis} lang={lang} />
                          </>,
                        ],
                        [
                          t('法定', 'Statutory'),
                          <>
                            {days(c.limits.statutory.value)} <Citations list={c.limits.statutory.basis} lang={lang} />
                          </>,
                        ],
                        [t('承诺', 'Promised'), days(c.limits.promised.value)],
                        ...c.specialProcedures.map((s): [string, unknown] => [
                          s.name[lang],
                          <>
                            {t(`约 ${s.days} 个工作日，不计入期限`, `about ${s.days} working days, not counted`)}{' '}
                            <Citations list={s.basis} lang={lang} />
                          </>,
                        ]),
                        [
                          t('送达', 'Service'),
                          <>
                            {t(
                              `决定后 ${c.serviceDays.value} 个工作日内`,
                              `within ${c.serviceDays.value} working days of the decision`,
                            )}{' '}
                            <Citations list={c.serviceDays.basis} lang={lang} />
                          </>,
                        ],
                      ] as never
                    }
                  />
                  {c.limits.statutory.note && <p class="small">{c.limits.statutory.note[lang]}</p>}
                </section>
              </div>
              {svg && (
                <details class="more">
                  <summary>{t('看完整流程图', 'The whole chart')}</summary>
                  <ChartFigure
                    svg={svg}
                    steps={steps}
                    lang={lang}
                    caption={t('这张图就是系统执行的流程', 'The chart is the procedure that the system runs')}
                    note={`SHA-256 ${item.chartDigest?.slice(0, 16)}…`}
                  />
                </details>
              )}
              <h2>{t('法律依据', 'Legal basis')}</h2>
              <ul>
                {c.basis.map((b) => (
                  <li>
                    <Citations list={[b]} lang={lang} />
                  </li>
                ))}
              </ul>
              {c.faq.length > 0 && (
                <>
                  <h2>{t('常见问题', 'Questions')}</h2>
                  {c.faq.map((f) => (
                    <details class="more">
                      <summary>{f.question[lang]}</summary>
                      <p>{f.answer[lang]}</p>
                    </details>
                  ))}
                </>
              )}
              <h2>{t('更多', 'More')}</h2>
              <Facts
                rows={[
                  [t('实施编码', 'Code'), <span class="num">{c.code}</span>],
                  [t('事项类型', 'Type'), powerTypes[c.powerType][lang]],
                  [t('行使层级', 'Level'), exerciseLevels[c.exerciseLevel][lang]],
                  [t('实施主体性质', 'Body'), bodyNatures[c.bodyNature][lang]],
                  [t('办件类型', 'Case type'), caseTypes[c.caseType][lang]],
                  [t('结果', 'Result'), `${c.result.name[lang]}（${c.result.validity[lang]}）`],
                  [t('数量限制', 'Quantity'), c.quantityLimit[lang]],
                  [t('通办范围', 'Scope'), c.crossRegion[lang]],
                  [t('窗口', 'Counter'), `${c.channels.address[lang]} · ${c.channels.hours[lang]}`],
                  [t('咨询 / 监督电话', 'Phone'), `${c.channels.phone} / ${c.channels.supervision}`],
                  [
                    t('版本', 'Version'),
                    <span class="num">{`${item.number} · ${item.publishedFrom?.toISOString().slice(0, 10)} · ${item.digest?.slice(0, 16)}…`}</span>,
                  ],
                ]}
              />
            </div>
          </div>
          <div class="sticky-act actions no-print phone-only">
            <a class="button" href={`/apply/${c.code}`}>
              {t('在线申请', 'Apply online')}
            </a>
          </div>
        </PortalPage>
      ),
    }
  },
})

/** A limit in working days; one of none ends on the day of its start. */
export const sayPromise = (days: number, t: PageContext['t']): string =>
  days === 0 ? t('当日', 'the same day') : t(`${days} 个工作日`, `${days} working days`)

/** The way of a case in five words, as the applicant goes it, with the days that each may take. */
function Ribbon({ p, content: c }: { p: PageContext; content: ItemContent }) {
  const { t } = p
  const steps: [string, string][] = [
    [
      t('提交', 'Submit'),
      quotaOf(c) ? t('网上，开始受理以后', 'online, once it opens') : t('网上，随时', 'online, any time'),
    ],
    [
      t('审核', 'Check'),
      t(`${c.correctionDays.value} 个工作日内一次告知`, `told once, within ${c.correctionDays.value} working days`),
    ],
    [t('审查', 'Review'), c.specialProcedures[0]?.name[p.lang] ?? t('看材料', 'of the papers')],
    [
      t('决定', 'Decision'),
      c.limits.promised.value === 0
        ? t('受理当日', 'the day of acceptance')
        : t(`受理后 ${c.limits.promised.value} 个工作日`, `${c.limits.promised.value} working days from acceptance`),
    ],
    [
      c.result.name[p.lang],
      t(`决定后 ${c.serviceDays.value} 个工作日内`, `within ${c.serviceDays.value} working days`),
    ],
  ]
  return (
    <ol class="ribbon" aria-label={t('怎么走', 'The way')}>
      {steps.map(([name, line]) => (
        <li>
          <b>{name}</b>
          <span class="small">{line}</span>
        </li>
      ))}
    </ol>
  )
}
