import { dayOf } from '../../../kernel/calendar/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  page,
  postOf,
  setAside,
  text,
} from '../../../kernel/platform/index.ts'
import { contract as watch } from '../../../kernel/watch/index.ts'
import {
  Act,
  Button,
  Citations,
  type Column,
  csvFile,
  DeskPage,
  Light,
  List,
  listQuery,
  oneOf,
  StepForm,
  sayTime,
  words,
} from '../../../web/ui/index.ts'
import { ruleHealth } from '../../supervision/contract.ts'
import { precision, warnings } from '../health.rules.ts'
import { paths } from '../paths.ts'
import { areaOf, citesOf, rowsOf, SHEET } from '../sheet.ts'
import { COLOURS, markOf } from '../words.ts'
import { BacktestReport } from './backtest.tsx'

const { dropRule, proposeRule, releaseRule, rules } = watch
const queryOf = listQuery({
  q: words,
  light: oneOf(['red', 'yellow', 'prompt']),
  from: oneOf(['own', 'shipped']),
  area: oneOf(Object.keys(watch.AREAS) as [watch.Area, ...watch.Area[]]),
  state: oneOf(['runs', 'waits', 'warns']),
})
const title = text('监察规则', 'Rules of supervision')
const AREA_OPTIONS = (Object.keys(watch.AREAS) as watch.Area[]).map((value) => ({ value, text: watch.AREAS[value] }))
const LABELS = {
  rule: text('编号', 'Id'),
  light: text('牌', 'Light'),
  on: text('看哪个时钟或行为', 'Clock or act'),
  area: text('领域', 'Area'),
  points: text('扣分', 'Points'),
  tell: text('告知谁', 'Who is told'),
  unverified: text('数字未经来源证实', 'Figures not confirmed by a source'),
  'suppress[0].when': text('不亮的情形（FEEL）', 'Not where (FEEL)'),
  'suppress[0].why.zh': text('不亮的原因（中文）', 'Why not (Chinese)'),
  'suppress[0].why.en': text('不亮的原因（英文）', 'Why not (English)'),
  condition: text('条件（FEEL）', 'Condition (FEEL)'),
  'name.zh': text('亮牌时怎么说（中文）', 'What the light says (Chinese)'),
  'name.en': text('亮牌时怎么说（英文）', 'What the light says (English)'),
  'basis[0].law': text('依据：法律法规', 'Basis: law'),
  'basis[0].article': text('依据：条', 'Basis: article'),
  from: text('从哪天起', 'From'),
}
const whole = (v: unknown) => (/^\d+$/.test(String(v ?? '').trim()) ? Number(v) : String(v ?? ''))

type Known = { rule: string; waits: string[] }[]
/** Every row of the sheet of rules, and whether it runs here. */
function Sheet({ p: { t, lang }, rules }: { p: PageContext; rules: Known }) {
  const rows = [...new Set(SHEET.map((r) => r.sheet))].map((sheet) => {
    const parts = SHEET.filter((r) => r.sheet === sheet)
    const ids = parts.flatMap((r) => ('id' in r ? [r.id] : 'shipped' in r ? r.shipped : []))
    const inForce = rules.filter((r) => ids.includes(r.rule))
    const built = parts.find((r) => 'built' in r)
    const state = built
      ? 'built'
      : inForce.some((r) => r.waits.length === 0)
        ? 'runs'
        : inForce.length > 0
          ? 'waits'
          : 'off'
    return {
      sheet,
      ids,
      state,
      built: built && 'built' in built ? built.built : undefined,
      waits: inForce.flatMap((r) => r.waits),
    }
  })
  const count = (state: string) => rows.filter((r) => r.state === state).length
  return (
    <details class="more">
      <summary>
        {t(
          `规则清单 ${rows.length} 条：在运行 ${count('runs')}，系统本身保证 ${count('built')}，等待它的行为 ${count('waits')}`,
          `The sheet of ${rows.length} rules: ${count('runs')} run, ${count('built')} are kept by the build, ${count('waits')} wait for their acts`,
        )}
      </summary>
      <ul class="small">
        {rows.map((r) => (
          <li>
            <strong>{r.sheet}</strong>{' '}
            {r.state === 'built' ? (
              r.built![lang]
            ) : r.state === 'waits' ? (
              t(`等待 ${r.waits.join('、')}`, `waits for ${r.waits.join(', ')}`)
            ) : r.state === 'runs' ? (
              <>
                {t('在运行：', 'runs: ')}
                <code>{r.ids.join(' ')}</code>
              </>
            ) : (
              t('停用', 'ended')
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The rules in force as rows; one person changes, another releases. What could not be computed or carried out is seen here. */
export default page({
  path: paths.rules,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'supervisor', 'chief-supervisor') !== undefined,
  actions: {
    put: action({
      operation: proposeRule,
      input: (f: FormValues) => ({
        what: 'put',
        rule: String(f.rule ?? ''),
        light: f.light,
        on: String(f.on ?? ''),
        condition: String(f.condition ?? ''),
        name: { zh: String(f['name.zh'] ?? ''), en: String(f['name.en'] ?? '') },
        basis: f['basis[0].law'] ? [{ law: String(f['basis[0].law']), article: whole(f['basis[0].article']) }] : [],
        area: f.area || 'OT',
        points: whole(f.points || 0) as number,
        tell: String(f.tell || 'office'),
        unverified: f.unverified === 'yes',
        suppress: f['suppress[0].when']
          ? [
              {
                when: String(f['suppress[0].when']),
                why: { zh: String(f['suppress[0].why.zh'] ?? ''), en: String(f['suppress[0].why.en'] ?? '') },
              },
            ]
          : [],
        from: String(f.from ?? ''),
      }),
      next: (_, p) => `${p.url.pathname}?done=proposed`,
    }),
    end: action({
      operation: proposeRule,
      input: (f: FormValues) => ({ what: 'end', rule: String(f.rule ?? ''), from: String(f.from ?? '') }),
      next: (_, p) => `${p.url.pathname}?done=proposed`,
    }),
    release: action({
      operation: releaseRule,
      input: (f: FormValues) => ({ id: String(f.id) }),
      next: (_, p) => `${p.url.pathname}?done=released`,
    }),
    drop: action({
      operation: dropRule,
      input: (f: FormValues) => ({ id: String(f.id) }),
      next: (_, p) => `${p.url.pathname}?done=dropped`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const [found, health] = await Promise.all([p.call(rules, {}), p.call(ruleHealth, {})])
    const now = p.clock.now()
    const f = q.filters
    const list = found.rules
      .map((r) => {
        const record = health.rules.find((h) => h.rule === r.rule)
        return {
          ...r,
          record,
          warns: r.waits.length > 0 ? [] : warnings(record, health.cases, r.from, health.since, now),
        }
      })
      .filter(
        (r) =>
          (!f.light || r.light === f.light) &&
          (!f.from || r.own === (f.from === 'own')) &&
          (!f.area || areaOf(r.rule, r.area) === f.area) &&
          (!f.state ||
            (f.state === 'waits'
              ? r.waits.length > 0
              : f.state === 'warns'
                ? r.warns.length > 0
                : r.waits.length === 0)) &&
          (!f.q ||
            `${r.rule} ${r.name.zh} ${r.name.en} ${r.on} ${rowsOf(r.rule).join(' ')}`
              .toLowerCase()
              .includes(f.q.toLowerCase())),
      )
    type Row = (typeof list)[number]
    const colour = (light: Row['light']) => <Light colour={markOf(light)}>{COLOURS[light][lang]}</Light>
    const columns: Column<Row>[] = [
      { key: 'name', title: text('规则', 'Rule'), value: (r) => r.name[lang], phone: 'heading' },
      {
        key: 'sheet',
        title: text('领域', 'Area'),
        value: (r) => `${watch.AREAS[areaOf(r.rule, r.area)][lang]} ${rowsOf(r.rule).join(' ')}`.trim(),
        phone: 'none',
      },
      { key: 'light', title: LABELS.light, value: (r) => r.light, cell: (r) => colour(r.light) },
      { key: 'on', title: text('看什么', 'Looks at'), value: (r) => r.onName[lang] },
      {
        key: 'condition',
        title: text('条件', 'Condition'),
        value: (r) => r.condition,
        cell: (r) => (
          <>
            <code>{r.condition}</code>
            {r.failedAt && (
              <p>
                <Light colour="red">
                  {t(
                    `算不出来，最近 ${sayTime(r.failedAt, 'zh')}`,
                    `could not be computed, last ${sayTime(r.failedAt, 'en')}`,
                  )}
                </Light>
              </p>
            )}
          </>
        ),
      },
      {
        key: 'record',
        title: text('一年里', 'In a year'),
        value: (r) => (r.waits.length > 0 ? '' : String(r.record?.raised ?? 0)),
        cell: (r) =>
          r.waits.length > 0 ? (
            <Light colour="off">{t(`等待行为：${r.waits.join('、')}`, `waits for: ${r.waits.join(', ')}`)}</Light>
          ) : (
            <>
              {t(
                `亮 ${r.record?.raised ?? 0}，申诉 ${r.record?.appeals ?? 0}，成立 ${r.record?.upheld ?? 0}，没有推翻 ${precision(r.record)}`,
                `fired ${r.record?.raised ?? 0}, appeals ${r.record?.appeals ?? 0}, upheld ${r.record?.upheld ?? 0}, not found false ${precision(r.record)}`,
              )}
              {r.warns.map((w) => (
                <p>
                  <Light colour="yellow">{w[lang]}</Light>
                </p>
              ))}
            </>
          ),
      },
      {
        key: 'basis',
        title: text('依据', 'Basis'),
        cell: (r) => (
          <>
            <Citations list={r.basis} lang={lang} /> {citesOf(r.rule)}
            {r.unverified && <p class="small">{t('数字未经来源证实', 'figures not confirmed')}</p>}
          </>
        ),
      },
      {
        key: 'since',
        title: text('来自、起止', 'From, in force'),
        value: (r) =>
          `${r.own ? t('本市', 'the city') : t('系统带的', 'shipped')} ${r.from}${r.to ? ` – ${r.to}` : ''}`,
      },
      {
        key: 'change',
        title: text('改动', 'Change'),
        cell: (r) => (
          <a class="no-print" href={`?edit=${encodeURIComponent(r.rule)}#change`}>
            {t('修改或停用', 'Change or end')}
            <span class="visually-hidden"> {r.name[lang]}</span>
          </a>
        ),
      },
    ]
    if (q.csv) return csvFile(title, columns, list, p)
    const edited = found.rules.find((r) => r.rule === p.query.edit)
    const today = dayOf(p.clock.now())
    const aside = await setAside(p.tx)
    const typed = p.form && ['put', 'end'].includes(p.form.action)
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          lead={t(
            '一人提出，另一人放行，其中一人是再监察；每次改动都是公开的行为。',
            'One person proposes, another releases, one of them of the second level; each change is a public act.',
          )}
          said={[
            [
              p.query.done === 'proposed',
              text('已提出，等另一人放行。', 'Proposed; another person has to release it.'),
            ],
            [p.query.done === 'released', text('已放行。', 'Released.')],
            [p.query.done === 'dropped', text('已撤回。', 'Dropped.')],
          ]}
          labels={Object.fromEntries(Object.entries(LABELS).map(([name, label]) => [name, label[lang]]))}
        >
          {found.waiting.length > 0 && (
            <section class="measure-cards" aria-labelledby="waiting-title">
              <h2 id="waiting-title">{t('等着放行', 'Waiting to be released')}</h2>
              {found.waiting.map((c) => (
                <div class="measure yellow" id={`c-${c.id}`}>
                  <p>
                    <strong>
                      {c.what === 'end' ? t('停用', 'End') : t('增改', 'Put')} {c.rule}
                    </strong>
                    {t('，自', ', from ')} {c.from}
                    {c.content && (
                      <>
                        {' · '}
                        {colour(c.content.light)} {c.content.onName[lang]} · <code>{c.content.condition}</code> ·{' '}
                        {c.content.name[lang]}
                      </>
                    )}
                  </p>
                  {c.what === 'put' && <BacktestReport p={p} of={c.backtest} />}
                  {c.mine ? (
                    <p class="small">{t('要由另一人放行。', 'Another person has to release it.')}</p>
                  ) : (
                    <form method="post" class="actions">
                      <Act p={p} name="release" />
                      <input type="hidden" name="id" value={c.id} />
                      <Button>{t(`放行 ${c.rule}`, `Release ${c.rule}`)}</Button>
                    </form>
                  )}
                  <form method="post" class="actions">
                    <Act p={p} name="drop" />
                    <input type="hidden" name="id" value={c.id} />
                    <Button secondary>
                      {c.mine ? t(`撤回 ${c.rule}`, `Take back ${c.rule}`) : t(`退回 ${c.rule}`, `Refuse ${c.rule}`)}
                    </Button>
                  </form>
                </div>
              ))}
            </section>
          )}
          <List
            lang={lang}
            title={title}
            query={q}
            rows={list}
            columns={columns}
            edge={(r) => (r.failedAt ? 'red' : undefined)}
            filters={[
              { name: 'q', title: text('编号、名称、行为', 'Id, name, act'), kind: 'search' },
              {
                name: 'light',
                title: LABELS.light,
                kind: 'choice',
                options: [
                  { value: 'red', text: text('红牌', 'red') },
                  { value: 'yellow', text: text('黄牌', 'yellow') },
                  { value: 'prompt', text: text('提醒', 'prompt') },
                ],
              },
              {
                name: 'area',
                title: LABELS.area,
                kind: 'choice',
                options: AREA_OPTIONS,
              },
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: [
                  { value: 'runs', text: text('在运行', 'runs') },
                  { value: 'waits', text: text('等待它的行为', 'waits for its acts') },
                  { value: 'warns', text: text('该看一看', 'to be looked at') },
                ],
              },
              {
                name: 'from',
                title: text('来自', 'From'),
                kind: 'choice',
                options: [
                  { value: 'own', text: text('本市', 'the city') },
                  { value: 'shipped', text: text('系统带的', 'shipped') },
                ],
              },
            ]}
          />
          <section id="change" class="act-forms no-print">
            <details open={edited !== undefined || typed}>
              <summary>
                {edited ? t(`修改“${edited.name.zh}”`, `Change “${edited.name.en}”`) : t('增加规则', 'Add a rule')}
              </summary>
              <StepForm
                p={p}
                name="put"
                button={t('提出', 'Propose')}
                tells={t(
                  '时钟的条件可用 remaining（还剩几个工作日）、overdue、suspended、allowed、used；行为的条件用它公开的内容。',
                  'On a clock: remaining (working days left), overdue, suspended, allowed, used; on an act: its public fields.',
                )}
                values={
                  edited
                    ? {
                        rule: edited.rule,
                        light: edited.light,
                        on: edited.on,
                        condition: edited.condition,
                        'name.zh': edited.name.zh,
                        'name.en': edited.name.en,
                        'basis[0].law': edited.basis[0]?.law,
                        'basis[0].article': edited.basis[0]?.article,
                        area: edited.area,
                        points: edited.points,
                        tell: edited.tell,
                        unverified: edited.unverified ? 'yes' : undefined,
                        'suppress[0].when': edited.suppress[0]?.when,
                        'suppress[0].why.zh': edited.suppress[0]?.why.zh,
                        'suppress[0].why.en': edited.suppress[0]?.why.en,
                        from: today,
                      }
                    : { from: today }
                }
                fields={[
                  {
                    name: 'rule',
                    kind: 'text',
                    label: LABELS.rule,
                    hint: text(
                      '小写字母、数字和连字符；与现行的相同即是修改',
                      'small letters, digits, hyphens; that of a rule in force changes it',
                    ),
                  },
                  {
                    name: 'light',
                    kind: 'choice',
                    label: LABELS.light,
                    options: [
                      { value: 'yellow', text: text('黄牌', 'yellow') },
                      { value: 'red', text: text('红牌', 'red') },
                      { value: 'prompt', text: text('提醒（系统催办）', 'prompt (the system reminds)') },
                    ],
                  },
                  {
                    name: 'on',
                    kind: 'text',
                    label: LABELS.on,
                    hint: text(
                      '从下面的名单里选，例如 clock:promised；几个行为写成 precedence:甲 needs 乙、apart:甲 from 乙、response:甲 must 乙 within 5 working-days',
                      'of the list below, such as clock:promised; several acts as precedence:a needs b, apart:a from b, response:a must b within 5 working-days',
                    ),
                  },
                  { name: 'condition', kind: 'lines', lines: 2, label: LABELS.condition },
                  { name: 'name.zh', kind: 'text', label: LABELS['name.zh'] },
                  { name: 'name.en', kind: 'text', label: LABELS['name.en'] },
                  { name: 'basis[0].law', kind: 'text', label: LABELS['basis[0].law'], required: false },
                  { name: 'basis[0].article', kind: 'number', label: LABELS['basis[0].article'], required: false },
                  { name: 'area', kind: 'choice', label: LABELS.area, required: false, options: AREA_OPTIONS },
                  { name: 'points', kind: 'number', label: LABELS.points, required: false },
                  {
                    name: 'tell',
                    kind: 'text',
                    label: LABELS.tell,
                    required: false,
                    hint: text('office、second 或单位代码', 'office, second, or a unit’s code'),
                  },
                  { name: 'suppress[0].when', kind: 'text', label: LABELS['suppress[0].when'], required: false },
                  { name: 'suppress[0].why.zh', kind: 'text', label: LABELS['suppress[0].why.zh'], required: false },
                  { name: 'suppress[0].why.en', kind: 'text', label: LABELS['suppress[0].why.en'], required: false },
                  {
                    name: 'unverified',
                    kind: 'choice',
                    label: LABELS.unverified,
                    required: false,
                    options: [{ value: 'yes', text: text('是', 'yes') }],
                  },
                  { name: 'from', kind: 'day', label: LABELS.from },
                ]}
              />
              <details class="more">
                <summary>
                  {t('可以看的时钟和行为，和它们的名称', 'Clocks and acts, and the names that conditions may use')}
                </summary>
                <ul>
                  {found.watchable.map((w) => (
                    <li>
                      <code>{w.on}</code> {w.name[lang]}：{w.names.join(t('、', ', '))}
                    </li>
                  ))}
                </ul>
              </details>
            </details>
            {edited && (
              <details>
                <summary>{t(`停用“${edited.name.zh}”`, `End “${edited.name.en}”`)}</summary>
                <StepForm
                  p={p}
                  name="end"
                  danger
                  button={t('提出停用', 'Propose to end it')}
                  values={{ rule: edited.rule, from: today }}
                  fields={[
                    { name: 'rule', kind: 'hidden', label: LABELS.rule },
                    { name: 'from', kind: 'day', label: LABELS.from },
                  ]}
                />
              </details>
            )}
          </section>
          <Sheet p={p} rules={found.rules} />
          <h2>{t('搁置的行为和停下的定时', 'Acts set aside, timers given up')}</h2>
          {aside.acts.length + aside.timers.length === 0 ? (
            <p class="small">{t('没有。', 'None.')}</p>
          ) : (
            <ul>
              {aside.acts.map((a) => (
                <li>
                  <Light colour="red">{t('搁置', 'set aside')}</Light> {a.consumer} · {sayTime(a.at, lang)} ·{' '}
                  <a href={`/ledger/acts/${a.actId}`}>{t('看行为', 'the act')}</a> · {a.error}
                </li>
              ))}
              {aside.timers.map((x) => (
                <li>
                  <Light colour="red">{t('停下', 'given up')}</Light> {x.kind} · {sayTime(x.dueAt, lang)} · {x.error}
                </li>
              ))}
            </ul>
          )}
        </DeskPage>
      ),
    }
  },
})
