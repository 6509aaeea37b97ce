import {
  action,
  type FormValues,
  type Output,
  type PageContext,
  page,
  postOf,
  text,
  uploaded,
} from '../../../kernel/platform/index.ts'
import { DeskPage, type FormField, Notice, QueryBar, StepForm } from '../../../web/ui/index.ts'
import { choices, layBeside, map } from '../contract.ts'
import { Beside, called, Whole } from '../parts.tsx'
import { desk } from '../paths.ts'
import { filtersOf, queryOf } from '../query.ts'

const title = text('走法', 'What really happened')
const upload: FormField[] = [
  {
    name: 'file',
    kind: 'file',
    accept: '.csv,text/csv',
    label: text('外来的日志（CSV）', 'A log from elsewhere (CSV)'),
    hint: text(
      '三列：办件、活动、时间，例如 case_id,activity,timestamp；只算不存',
      'three columns: case_id, activity, timestamp; computed, not stored',
    ),
  },
]
const opens = (number: string) => `/desk/supervision/${encodeURIComponent(number)}`

/** The map of a kind or item; two units or two spans beside one another; a log from elsewhere beside it. */
export default page({
  path: desk,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'supervisor', 'chief-supervisor', 'auditor') !== undefined,
  actions: {
    beside: action({
      operation: layBeside,
      input: (f: FormValues, p: PageContext) => ({ ...asked(p).of, file: uploaded(f.file) }) as never,
      next: async (foreign, p) => ({ once: await shown(p, foreign) }),
    }),
  },
  render: (p) => shown(p),
})

function asked(p: PageContext) {
  const q = queryOf(p)
  const { kind = 'approval', item, unit, from, to, unit2, from2, to2 } = q.filters
  const base = { kind, ...(item ? { item } : {}) }
  const span = (a?: string, b?: string) => ({ ...(a ? { from: a } : {}), ...(b ? { to: b } : {}) })
  return {
    q,
    kind,
    of: { ...base, ...(unit ? { unit } : {}), ...span(from, to) },
    other:
      unit2 || from2 || to2
        ? { ...base, ...((unit2 ?? unit) ? { unit: unit2 ?? unit } : {}), ...span(from2 ?? from, to2 ?? to) }
        : undefined,
  }
}

async function shown(p: PageContext, foreign?: Output<typeof layBeside>) {
  const { t, lang } = p
  const { q, kind, of, other } = asked(p)
  const [may, one] = await Promise.all([p.call(choices, {}), p.call(map, of)])
  const two = other ? await p.call(map, other) : undefined
  const unit = (code: string | undefined) =>
    may.units.find((u) => u.code === code)?.name[lang] ?? t('全部单位', 'all units')
  const name = (x: typeof of, m: { from: string; to: string }) => `${unit(x.unit)} ${m.from} – ${m.to}`
  const first = name(of, one)
  const [left, right, laid] = [one, two, foreign?.map].map((m) => m && called(m, one.names, lang))
  return {
    title,
    body: (
      <DeskPage
        p={p}
        title={t('实际走法', 'What really happened')}
        lead={t(
          '由已公布的行为算出：走了哪些路、各等了多久、哪里离开了公布的流程图。',
          'From published acts: which ways were taken, how long each step waited, where the published chart was left.',
        )}
        labels={{ file: t('日志', 'Log') }}
      >
        <QueryBar fields={filtersOf(may, kind, true)} query={q} lang={lang} />
        {one.cut && (
          <Notice
            kind="info"
            title={t(
              '办件太多，只看了其中五千件；请缩短时间。',
              'Too many cases: five thousand were read; please shorten the span.',
            )}
          />
        )}
        {one.cases === 0 ? (
          <p>{t('这样的办件一件也没有。', 'There is no such case.')}</p>
        ) : two ? (
          <>
            <Beside a={left!} b={right!} names={[first, name(other!, two)]} lang={lang} />
            <div class="side-by-side">
              <section>
                <h2>{first}</h2>
                <Whole m={left!} lang={lang} id="one" caption={first} opens={opens} />
              </section>
              <section>
                <h2>{name(other!, two)}</h2>
                <Whole m={right!} lang={lang} id="two" caption={name(other!, two)} opens={opens} />
              </section>
            </div>
          </>
        ) : foreign ? (
          <>
            <Notice
              kind="success"
              title={t(
                `「${foreign.name}」没有保存，离开这一页就没有了。`,
                `“${foreign.name}” was not stored: it is gone with this page.`,
              )}
            />
            {foreign.findings.map((f) => (
              <Notice kind="warning" title={f.message[lang]} />
            ))}
            <Beside a={left!} b={laid!} names={[first, foreign.name]} lang={lang} />
            <div class="side-by-side">
              <section>
                <h2>{first}</h2>
                <Whole m={left!} lang={lang} id="one" caption={first} opens={opens} />
              </section>
              <section>
                <h2>{foreign.name}</h2>
                <Whole m={laid!} lang={lang} id="two" caption={foreign.name} />
              </section>
            </div>
          </>
        ) : (
          <section>
            <h2>{first}</h2>
            <Whole m={left!} lang={lang} id="one" caption={first} opens={opens} />
          </section>
        )}
        <section class="no-print">
          <h2>{t('放一份外来的日志在旁边', 'Lay a log from elsewhere beside it')}</h2>
          <StepForm p={p} name="beside" button={t('放在旁边', 'Lay beside')} fields={upload} />
        </section>
      </DeskPage>
    ),
  }
}
