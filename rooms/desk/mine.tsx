import { contract as cases } from '../../kernel/cases/index.ts'
import { holdersOfUnit, contract as identity, substitutionsOf } from '../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  type PersonActor,
  page,
  postOf,
  text,
} from '../../kernel/platform/index.ts'
import { Act, Button, DeskPage, type FormField, fieldsOf, readFields, StepForm } from '../../web/ui/index.ts'

const PATH = '/desk/mine'
const TITLE = text('我的设置', 'My desk')

const filter = fieldsOf(cases.saveFilter, {
  name: { label: text('名称', 'Name') },
  address: {
    label: text('列表的地址', 'Address of the list'),
    hint: text('列表页上按“保存这个筛选”会带出。', 'The lists fill it in by “keep this filter”.'),
    kind: 'text',
  },
})
const phrase = fieldsOf(cases.putPhrase, {
  title: { label: text('标题', 'Title') },
  body: { label: text('内容', 'Words'), kind: 'lines' },
})
const substitution: FormField[] = [
  { name: 'substitute', kind: 'choice', label: text('请谁代班', 'Who stands in'), options: [], decides: true },
  { name: 'from', kind: 'day', label: text('从哪天', 'From') },
  { name: 'until', kind: 'day', label: text('到哪天', 'Until') },
  { name: 'reason', kind: 'text', label: text('原因', 'Reason'), most: 200 },
]
const idOf = (f: FormValues) => ({ id: typeof f.id === 'string' ? f.id : '' })
const done = () => `${PATH}?done=1`

/** An officer's own filters, the unit's phrases, and who stands in during leave. */
export default page({
  path: PATH,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  actions: {
    'save-filter': action({
      operation: cases.saveFilter,
      input: (f: FormValues) => readFields(filter, f) as never,
      next: done,
    }),
    'drop-filter': action({ operation: cases.dropFilter, input: idOf, next: done }),
    'put-phrase': action({
      operation: cases.putPhrase,
      input: (f: FormValues) => readFields(phrase, f) as never,
      next: done,
    }),
    'drop-phrase': action({ operation: cases.dropPhrase, input: idOf, next: done }),
    substitute: action({
      operation: identity.substitute,
      input: (f: FormValues) => readFields(substitution, f) as never,
      next: done,
    }),
    'agree-to-substitute': action({ operation: identity.agreeToSubstitute, input: idOf, next: done }),
    'end-substitution': action({ operation: identity.endSubstitution, input: idOf, next: done }),
  },
  async render(p) {
    const { t } = p
    const me = p.actor as PersonActor & { post: NonNullable<PersonActor['post']> }
    const [filters, phrases, substitutions, colleagues] = await Promise.all([
      p.call(cases.filters, {}),
      p.call(cases.phrases, {}),
      substitutionsOf(p.tx, me.personId),
      holdersOfUnit(p.tx, me.post.unitCode, p.clock.now()),
    ])
    const options = colleagues
      .filter((c) => c.id !== me.personId)
      .map((c) => ({ value: c.id, text: text(`${c.name} ${c.post.zh}`, `${c.name}, ${c.post.en}`) }))
    return {
      title: TITLE,
      body: (
        <DeskPage p={p} title={t(TITLE)} said={[[p.query.done, text('已保存。', 'Saved.')]]}>
          <section>
            <h2>{t('我存的筛选', 'My filters')}</h2>
            <ul class="plain">
              {filters.map((f) => (
                <li>
                  <a href={f.address}>{f.name}</a> <Drop p={p} name="drop-filter" id={f.id} of={f.name} />
                </li>
              ))}
            </ul>
            <details class="more" open={p.query.address !== undefined || p.form?.action === 'save-filter'}>
              <summary>{t('保存一个筛选', 'Keep a filter')}</summary>
              <StepForm
                p={p}
                name="save-filter"
                button={t('保存筛选', 'Keep the filter')}
                fields={filter}
                values={{ address: p.query.address }}
              />
            </details>
          </section>
          <section>
            <h2>{t('本单位的常用语', 'Phrases of the unit')}</h2>
            <p class="small">
              {t(
                '在办件页的“补正”“决定”等步骤里一按就带出，可以再改。',
                'Offered at the steps of a case that have words; they can be changed there.',
              )}
            </p>
            {phrases.map((ph) => (
              <p>
                <strong>{ph.title}</strong> <Drop p={p} name="drop-phrase" id={ph.id} of={ph.title} />
                <br />
                {ph.body}
              </p>
            ))}
            <details class="more" open={p.form?.action === 'put-phrase'}>
              <summary>{t('加一条常用语', 'Add a phrase')}</summary>
              <StepForm p={p} name="put-phrase" button={t('存常用语', 'Keep the phrase')} fields={phrase} />
            </details>
          </section>
          <section>
            <h2>{t('休假代班', 'Leave')}</h2>
            {substitutions.map((s) => (
              <p>
                {t(
                  `${s.substitute} 代 ${s.holder}（${s.post.zh}），${s.from} 到 ${s.until}`,
                  `${s.substitute} for ${s.holder} (${s.post.en}), ${s.from} to ${s.until}`,
                )}{' '}
                {!s.agreed && (
                  <strong>
                    {s.asked
                      ? t('请您代班，您同意才生效。', 'You are asked; it counts once you agree.')
                      : t('等对方同意。', 'Waiting for his word.')}
                  </strong>
                )}{' '}
                {s.asked && !s.agreed && (
                  <Drop p={p} name="agree-to-substitute" id={s.id} of={s.holder} word={t('同意', 'Agree')} />
                )}{' '}
                <Drop p={p} name="end-substitution" id={s.id} of={s.substitute} word={t('结束', 'End')} />
              </p>
            ))}
            {me.post.standsInFor ? (
              <p>{t('您现在是代班，不能再转给别人。', 'You stand in for somebody now, and cannot pass it on.')}</p>
            ) : (
              <details class="more" open={p.form?.action === 'substitute'}>
                <summary>{t('请人代班', 'Name a substitute')}</summary>
                <StepForm
                  p={p}
                  name="substitute"
                  button={t('请他代班', 'Name the substitute')}
                  fields={substitution.map((f) => (f.kind === 'choice' ? { ...f, options } : f))}
                  tells={t(
                    '对方同意后生效：代班期间他可以选这个岗位办理，到期自动结束；公开记录岗位和日期。自己审查过的，仍不能自己决定。',
                    'Once he agrees he may act under your post in these days; it ends by itself, and post and days are on record. Nobody decides what he reviewed himself.',
                  )}
                />
              </details>
            )}
          </section>
        </DeskPage>
      ),
    }
  },
})

function Drop({ p, name, id, of, word }: { p: PageContext; name: string; id: string; of: string; word?: string }) {
  return (
    <form method="post" class="inline">
      <Act p={p} name={name} />
      <input type="hidden" name="id" value={id} />
      <Button secondary>
        {word ?? p.t('删除', 'Remove')}
        <span class="visually-hidden">{p.t(`：${of}`, `: ${of}`)}</span>
      </Button>
    </form>
  )
}
