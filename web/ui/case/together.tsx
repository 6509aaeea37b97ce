import { type CaseKind, type CaseView, contract as cases, colleagues } from '../../../kernel/cases/index.ts'
import { holdersOf } from '../../../kernel/identity/index.ts'
import { type PageContext, postOf, roles, type Text, text } from '../../../kernel/platform/index.ts'
import { sayTime } from '../components.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { type FormField, fieldsOf } from '../step-form/fields.ts'
import { StepForm } from '../step-form/step-form.tsx'

export const noting: FormField[] = fieldsOf(cases.addNote, { body: { label: text('备注', 'Note'), kind: 'lines' } })
export const handing: FormField[] = [
  { name: 'to', kind: 'choice', label: text('交给谁', 'To whom'), options: [], decides: true },
  { name: 'reason', kind: 'text', label: text('理由', 'Reason'), most: 500 },
]

type Step = { title: Text; state: 'done' | 'open' | 'later'; who: Text; names: string[] }
type Found = { steps: Step[]; others: { id: string; name: string }[] }

/** Each step of the kind, how it stands, and who can do it: why something is not possible now, and whom to ask. */
export async function whoDoes(kind: CaseKind, c: CaseView, p: PageContext): Promise<Found> {
  const post = postOf(p.actor)
  if (!post) return { steps: [], others: [] }
  const done = new Set(c.acts.map((a) => a.type))
  const steps: Step[] = []
  const holders = await holdersOf(p.tx, c.unit, p.clock.now())
  for (const [act, s] of Object.entries(kind.steps)) {
    const open = c.work.find((w) => w.act === act)
    const role = s.post
    if (!open && !role) continue
    steps.push({
      title: s.title,
      state: open ? 'open' : done.has(act as never) ? 'done' : 'later',
      who:
        open?.who ??
        text(`${c.unitName.zh} ${roles.get(role!)?.zh ?? role}`, `${c.unitName.en}, ${roles.get(role!)?.en ?? role}`),
      names: holders.filter((h) => h.role === role).map((h) => h.name),
    })
  }
  const own = c.closed ? [] : post.unitCode === c.unit ? holders : await holdersOf(p.tx, post.unitCode, p.clock.now())
  const others = colleagues(own, c.work, post.unitCode)
  return { steps, others }
}

const states: Record<Step['state'], Text> = {
  done: text('已办', 'done'),
  open: text('现在轮到', 'open now'),
  later: text('还没轮到', 'not yet'),
}

/** What officers of a unit do for one another on a case: hand it on, note something, see whose step is whose. */
export function Together({ p, c, of }: { p: PageContext; c: CaseView; of: Found }) {
  const { t, lang } = p
  const { assignee, notes } = c.inHand
  const options = of.others.map((h) => ({ value: h.id, text: text(h.name, h.name) }))
  return (
    <section class="no-print" aria-labelledby="together">
      <h2 id="together">{t('本单位内部', 'Within the unit')}</h2>
      {assignee && (
        <p>
          {t('经办人：', 'In hand: ')}
          {assignee.name} {assignee.me && t('（您）', '(you)')}{' '}
          <span class="small">{sayTime(assignee.since, lang)}</span>
        </p>
      )}
      {notes.map((n) => (
        <p>
          <span class="small">
            {n.name} {sayTime(n.at, lang)}
          </span>
          <br />
          {n.body}
        </p>
      ))}
      <details class="more" open={p.form?.action === 'note'}>
        <summary>{t('写内部备注', 'Leave a note')}</summary>
        <StepForm
          p={p}
          name="note"
          button={t('写下备注', 'Leave the note')}
          fields={noting}
          tells={t(
            '本单位和监察看得到，当事人看不到；不能作为决定的依据。',
            'For the unit and supervision, not for parties; no ground of a decision.',
          )}
        />
      </details>
      {options.length > 0 && (
        <details class="more" open={p.form?.action === 'hand-on'}>
          <summary>{t('交给同事', 'Hand on to a colleague')}</summary>
          <StepForm
            p={p}
            name="hand-on"
            button={t('交给同事', 'Hand on')}
            fields={handing.map((f) => (f.kind === 'choice' ? { ...f, options } : f))}
            tells={t(
              '写明理由，是这一件的一个行为；流程图上的岗位不变，同岗位的人都还能办。',
              'With the reason, as an act of the case; the post on the chart stays, and whoever holds it may act.',
            )}
          />
        </details>
      )}
      {of.steps.length > 0 && (
        <details class="more">
          <summary>{t('为什么现在不能办，谁能办', 'Why something is not possible now, and who can do it')}</summary>
          <PlainTable
            caption={t('每一步由谁办', 'Who does which step')}
            quiet
            columns={[
              { title: t('步骤', 'Step') },
              { title: t('状态', 'State') },
              { title: t('由谁办', 'Who') },
              { title: t('在岗的人', 'In office') },
            ]}
            rows={of.steps.map((s) => [s.title[lang], states[s.state][lang], s.who[lang], s.names.join(t('、', ', '))])}
          />
          {c.recusal && <p>{c.recusal[lang]}</p>}
        </details>
      )}
    </section>
  )
}
