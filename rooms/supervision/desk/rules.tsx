import { dayOf } from '../../../kernel/calendar/index.ts'
import { action, type FormValues, page, postOf, setAside, text } from '../../../kernel/platform/index.ts'
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
} from '../../../web/ui/index.ts'
import { paths } from '../paths.ts'
import { dropRule, proposeRule, releaseRule, rules } from '../rule.contract.ts'

const queryOf = listQuery({ light: oneOf(['red', 'yellow']), from: oneOf(['own', 'shipped']) })
const title = text('监察规则', 'Rules of supervision')
const LABELS = {
  rule: text('编号', 'Id'),
  light: text('牌', 'Light'),
  on: text('看哪个时钟或行为', 'Clock or act'),
  condition: text('条件（FEEL）', 'Condition (FEEL)'),
  'name.zh': text('亮牌时怎么说（中文）', 'What the light says (Chinese)'),
  'name.en': text('亮牌时怎么说（英文）', 'What the light says (English)'),
  'basis[0].law': text('依据：法律法规', 'Basis: law'),
  'basis[0].article': text('依据：条', 'Basis: article'),
  from: text('从哪天起', 'From'),
}
const whole = (v: unknown) => (/^\d+$/.test(String(v ?? '').trim()) ? Number(v) : String(v ?? ''))

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
    const found = await p.call(rules, {})
    const list = found.rules.filter(
      (r) =>
        (!q.filters.light || r.light === q.filters.light) && (!q.filters.from || r.own === (q.filters.from === 'own')),
    )
    type Row = (typeof list)[number]
    const colour = (light: Row['light']) => (
      <Light colour={light}>{light === 'red' ? t('红牌', 'red') : t('黄牌', 'yellow')}</Light>
    )
    const columns: Column<Row>[] = [
      { key: 'name', title: text('规则', 'Rule'), value: (r) => r.name[lang], phone: 'heading' },
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
      { key: 'basis', title: text('依据', 'Basis'), cell: (r) => <Citations list={r.basis} lang={lang} /> },
      {
        key: 'own',
        title: text('来自', 'From'),
        value: (r) => (r.own ? t('本市', 'the city') : t('系统带的', 'shipped')),
      },
      { key: 'since', title: text('起止', 'In force'), value: (r) => `${r.from}${r.to ? ` – ${r.to}` : ''}` },
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
                <div class="measure yellow">
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
            rows={list.slice((q.page - 1) * q.size, q.page * q.size)}
            total={list.length}
            columns={columns}
            edge={(r) => (r.failedAt ? 'red' : undefined)}
            filters={[
              {
                name: 'light',
                title: LABELS.light,
                kind: 'choice',
                options: [
                  { value: 'red', text: text('红牌', 'red') },
                  { value: 'yellow', text: text('黄牌', 'yellow') },
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
                    ],
                  },
                  {
                    name: 'on',
                    kind: 'text',
                    label: LABELS.on,
                    hint: text(
                      '从下面的名单里选，例如 clock:promised',
                      'one of the list below, such as clock:promised',
                    ),
                  },
                  { name: 'condition', kind: 'lines', lines: 2, label: LABELS.condition },
                  { name: 'name.zh', kind: 'text', label: LABELS['name.zh'] },
                  { name: 'name.en', kind: 'text', label: LABELS['name.en'] },
                  { name: 'basis[0].law', kind: 'text', label: LABELS['basis[0].law'], required: false },
                  { name: 'basis[0].article', kind: 'number', label: LABELS['basis[0].article'], required: false },
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
