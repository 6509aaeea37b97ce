import { contract as draws, verifyDraw } from '../../../kernel/draw/index.ts'
import { cards } from '../../../kernel/identity/index.ts'
import {
  actsOf,
  anyone,
  isUuid,
  type PageContext,
  page,
  placeOf,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { Facts, Notice, PortalPage, Proof, sayTime } from '../../../web/ui/index.ts'
import { reasonWords } from '../draw/pools.rules.ts'
import { drawPath, portal, recordPath } from '../paths.ts'
import { namesOfDraw } from '../visit/visit.store.ts'

const poolWords: Record<string, { zh: string; en: string }> = {
  subjects: text('检查对象', 'Subjects'),
  officers: text('检查人员', 'Officers'),
}
type Record_ = Awaited<ReturnType<typeof recordOf>>
const recordOf = (p: PageContext) => p.call(draws.getRecord, { id: p.params.id! })

function Verdict({ p, record }: { p: PageContext; record: Record_ }) {
  const { t, lang } = p
  const { done, differs, drawn } = verifyDraw(record)
  if (differs.length > 0)
    return (
      <Notice kind="problem" title={t('重算不符', 'Recomputed: it differs')}>
        <ul>
          {differs.map((d) => (
            <li>{d[lang]}</li>
          ))}
        </ul>
      </Notice>
    )
  if (!done)
    return (
      <Notice
        kind="info"
        title={t('还没有抽取：现在只有承诺和名单。', 'Not drawn yet: there are the commitment and the pools.')}
      />
    )
  return (
    <Notice
      kind="success"
      title={t(`刚才重算过：相符，共抽出 ${drawn} 个。`, `Recomputed just now: the same, ${drawn} drawn.`)}
    />
  )
}

/** One draw, with all that is needed to do it again, and how. */
export default page({
  path: drawPath(':id'),
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    if (!isUuid(p.params.id)) throw standardProblem('NOT_FOUND')
    const record = await recordOf(p)
    const place = placeOf(record.id) ?? p.home
    const acts = await actsOf(p.tx, place, record.id)
    const subjects = await namesOfDraw(p.tx, place, record.id)
    const names = new Map((await cards(p.tx, {}, p.clock.now())).map((c) => [c.number, `${c.name} ${c.number}`]))
    const shown = (id: string) => names.get(id) ?? id
    const drawn = record.revealed?.result.drawn ?? []
    return {
      title: text(`抽取：${record.purpose.zh}`, `Draw: ${record.purpose.en}`),
      body: (
        <PortalPage p={p} title={t(record.purpose)} back={{ href: `${portal}/draws`, text: t('抽取记录', 'Draws') }}>
          <Verdict p={p} record={record} />
          {drawn.length > 0 && (
            <section>
              <h2>{t('结果', 'Result')}</h2>
              <div class="scroll">
                <table class="table">
                  <caption class="visually-hidden">{t('抽出的对象和人员', 'Subjects and officers drawn')}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('检查对象', 'Subject')}</th>
                      <th scope="col">{t('检查人员', 'Officers')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {drawn
                      .filter((d) => d.of === null)
                      .flatMap((d) => d.ids)
                      .map((id) => (
                        <tr>
                          <th scope="row">
                            {subjects.get(id)} {shown(id)}
                          </th>
                          <td>
                            {drawn
                              .filter((d) => d.of === id)
                              .flatMap((d) => d.ids)
                              .map(shown)
                              .join(t('、', ', '))}
                          </td>
                        </tr>
                      ))}
                  </tbody>
                </table>
              </div>
            </section>
          )}
          <section>
            <h2>{t('三步', 'Three steps')}</h2>
            <Facts
              rows={[
                [
                  t('一、承诺', '1. Committed'),
                  <>
                    {sayTime(new Date(record.committedAt), lang)}
                    <br />
                    <code class="wrap">{record.commitment}</code>
                  </>,
                ],
                [
                  t('二、封池', '2. Closed'),
                  record.closed ? (
                    <>
                      {sayTime(new Date(record.closed.at), lang)}
                      <br />
                      {record.closed.words &&
                        t(`加进的字：${record.closed.words}`, `Words added: ${record.closed.words}`)}
                    </>
                  ) : (
                    t('还没有', 'not yet')
                  ),
                ],
                [
                  t('三、公开种子', '3. Opened'),
                  record.revealed ? (
                    <>
                      {sayTime(new Date(record.revealed.at), lang)}
                      <br />
                      <code class="wrap">{record.revealed.seed}</code>
                      {record.revealed.root && (
                        <>
                          <br />
                          {t(
                            `混入账本 ${record.revealed.root.size} 片叶子时的根 `,
                            `Mixed in: the ledger’s root at ${record.revealed.root.size} leaves `,
                          )}
                          <code class="wrap">{record.revealed.root.root}</code>
                        </>
                      )}
                    </>
                  ) : (
                    t('还没有', 'not yet')
                  ),
                ],
              ]}
            />
            {acts.map((a) => (
              <Proof
                actId={a.id}
                lang={lang}
                of={t(
                  a.type === 'draw.committed'
                    ? text('承诺', 'commitment')
                    : a.type === 'draw.closed'
                      ? text('封池', 'closing')
                      : a.type === 'draw.revealed'
                        ? text('公开', 'opening')
                        : text('回避', 'recusal'),
                )}
              />
            ))}
          </section>
          {record.closed?.pools.map((pool) => (
            <section>
              <h2>{t(poolWords[pool.name] ?? text(pool.name, pool.name))}</h2>
              <p>
                {t(
                  `名单 ${pool.members.length} 个，排除 ${pool.excluded.length} 个，摘要 `,
                  `${pool.members.length} in the pool, ${pool.excluded.length} excluded, digest `,
                )}
                <code class="wrap">{pool.digest}</code>
              </p>
              {[
                ...pool.excluded.map((e) => [e.id, '', e.reason]),
                ...pool.apart.map((a) => [a.id, a.of, a.reason]),
              ].map(([who, of, reason]) => (
                <p class="small">
                  {shown(who!)} {of && `× ${of}`} · {t(reasonWords[reason!] ?? text(reason!, reason!))}
                </p>
              ))}
              <details class="more">
                <summary>{t('名单（编号、份数、组）', 'The pool (id, weight, stratum)')}</summary>
                <pre class="scroll">{pool.members.map((m) => `${m.id} ${m.weight} ${m.stratum}`).join('\n')}</pre>
              </details>
            </section>
          ))}
          <section>
            <h2>{t('自己重算', 'Do it yourself')}</h2>
            <p>
              <a href={recordPath(record.id)}>{t('记录（JSON）', 'The record (JSON)')}</a>
            </p>
            <pre class="scroll">
              npx gnomon draw verify {p.site.replace(/\/$/, '')}
              {recordPath(record.id)}
            </pre>
          </section>
        </PortalPage>
      ),
    }
  },
})
