import {
  bodyNatures,
  caseTypes,
  exerciseLevels,
  listPublished,
  powerTypes,
  publishedItem,
} from '../../../kernel/catalog/index.ts'
import { findUnit } from '../../../kernel/identity/index.ts'
import { findStatute, formatCitation } from '../../../kernel/law/index.ts'
import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import { ChartFigure, Citations, Facts } from '../../../web/ui/index.ts'

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
    const steps = await sayChart(item.bpmn, { lang })
    const days = (n: number) => t(`${n} 个工作日`, `${n} working days`)
    return {
      title: c.name,
      body: (
        <main class="page" id="main">
          <h1>{c.name[lang]}</h1>
          <p class="lead">{c.inOneSentence[lang]}</p>
          <ul class="cards">
            <li>
              <b>{days(c.limits.promised.value)}</b>
              <span>
                {t(`承诺办结（法定 ${c.limits.statutory.value} 个）`, `promised (${c.limits.statutory.value} by law)`)}
              </span>
            </li>
            <li>
              <b>
                {t(
                  `${c.materials.filter((m) => m.mandatory).length} 份材料`,
                  `${c.materials.filter((m) => m.mandatory).length} materials`,
                )}
              </b>
              <span>{t('必交', 'required')}</span>
            </li>
            <li>
              <b>{c.fee.charged ? t('收费', 'A fee') : t('不收费', 'Free')}</b>
              <span>{c.fee.note[lang]}</span>
            </li>
            <li>
              <b>{unit?.name[lang]}</b>
              <span>{t('由它决定', 'decides')}</span>
            </li>
          </ul>
          <p>
            <a class="button" href={`/apply/${c.code}`}>
              {t('在线申请', 'Apply online')}
            </a>
          </p>
          <h2>{t('要准备的材料', 'What you need')}</h2>
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
          <h2>{t('怎么走', 'The procedure')}</h2>
          {svg && (
            <ChartFigure
              svg={svg}
              steps={steps}
              lang={lang}
              caption={t('这张图就是系统执行的流程', 'The chart is the procedure that the system runs')}
              note={`SHA-256 ${item.chartDigest?.slice(0, 16)}…`}
            />
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
          <div class="sticky-act actions no-print">
            <a class="button" href={`/apply/${c.code}`}>
              {t('在线申请', 'Apply online')}
            </a>
          </div>
        </main>
      ),
    }
  },
})

export const law = page({
  path: '/laws/:law',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const statute = findStatute(p.params.law!)
    if (!statute) throw standardProblem('NOT_FOUND')
    const citing = new Map<number, { code: string; name: { zh: string; en: string } }[]>()
    for (const summary of await listPublished(p.tx, p.clock.now())) {
      const item = await publishedItem(p.tx, summary.code, p.clock.now())
      for (const b of item!.content.basis.concat(item!.content.limits.statutory.basis))
        if (b.law === statute.name && !citing.get(b.article)?.some((x) => x.code === summary.code))
          citing.set(b.article, [...(citing.get(b.article) ?? []), summary])
    }
    return {
      title: text(statute.full, statute.en),
      body: (
        <main class="page narrow" id="main">
          <h1>{lang === 'zh' ? statute.full : statute.en}</h1>
          <p>
            {t(
              `版本日期 ${statute.version}，共 ${statute.paragraphs.length} 条。全文见`,
              `Version of ${statute.version}, ${statute.paragraphs.length} articles. Full text: `,
            )}
            <a href={`https://flk.npc.gov.cn/search?searchWord=${encodeURIComponent(statute.full)}`} rel="noreferrer">
              {t('国家法律法规数据库', 'National database of laws and regulations')}
            </a>
          </p>
          <h2>{t('本市哪些事项依据它', 'What here rests on it')}</h2>
          {[...citing]
            .sort(([a], [b]) => a - b)
            .map(([article, list]) => (
              <section id={`a${article}`}>
                <h3>{formatCitation({ law: statute.name, article }, lang)}</h3>
                <ul>
                  {list.map((i) => (
                    <li>
                      <a href={`/items/${i.code}`}>{i.name[lang]}</a>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
        </main>
      ),
    }
  },
})
