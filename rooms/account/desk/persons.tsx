import type { z } from 'zod'
import { contract } from '../../../kernel/identity/index.ts'
import { action, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, Field, Notice } from '../../../web/ui/index.ts'

const { appoint, confirmAppointment, disablePerson, dismiss, enablePerson, findPersons, refuseAppointment } = contract
const back = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1&q=${encodeURIComponent(p.query.q ?? '')}`
type Found = z.output<typeof findPersons.output>

/** Accounts and appointments: two persons are needed for every appointment, and for an officer's forgotten password. */
export const persons = page({
  path: '/desk/persons',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'administrator', 'chief-supervisor') !== undefined,
  actions: {
    appoint: action({
      operation: appoint,
      input: (form) => ({
        personId: String(form.personId),
        post: String(form.post),
        ...(form.startsOn ? { startsOn: String(form.startsOn) } : {}),
      }),
      next: back,
    }),
    confirm: action({ operation: confirmAppointment, input: (form) => ({ id: String(form.id) }), next: back }),
    refuse: action({
      operation: refuseAppointment,
      input: (form) => ({ id: String(form.id), reason: String(form.reason ?? '') }),
      next: back,
    }),
    dismiss: action({
      operation: dismiss,
      input: (form) => ({ personId: String(form.personId), post: String(form.post) }),
      next: back,
    }),
    disable: action({
      operation: disablePerson,
      input: (form) => ({ personId: String(form.personId), reason: String(form.reason ?? '') }),
      next: back,
    }),
    enable: action({ operation: enablePerson, input: (form) => ({ personId: String(form.personId) }), next: back }),
  },
  async render(p) {
    const { t } = p
    const found = await p.call(findPersons, { text: (p.query.q ?? '').slice(0, 100) })
    return {
      title: text('人员', 'Persons'),
      body: (
        <>
          <h1>{t('人员', 'Persons')}</h1>
          {p.query.done && <Notice kind="success" title={t('已办。', 'Done.')} />}
          {p.form && (
            <Notice
              kind="problem"
              title={t(p.form.problem.detail ?? Object.values(p.form.fields)[0] ?? p.form.problem.title)}
            />
          )}
          <h2>{t('等待第二人确认', 'Waiting for a second person')}</h2>
          {found.proposals.length === 0 && <Empty>{t('没有。', 'None.')}</Empty>}
          {found.proposals.map((r) => (
            <div class="card">
              <p>
                <strong>{r.person}</strong> → {t(r.unit)} {t(r.post)}，{t('自', 'from ')}
                {r.startsOn} · {t('提出人', 'proposed by')} {r.proposedBy}
              </p>
              {r.mine ? (
                <p class="small">{t('要由另一人确认。', 'Another person has to confirm.')}</p>
              ) : (
                <form method="post" class="actions">
                  <Act p={p} name="confirm" />
                  <input type="hidden" name="id" value={r.id} />
                  <Button>{t('确认任职', 'Confirm')}</Button>
                </form>
              )}
              <form method="post" class="actions">
                <Act p={p} name="refuse" />
                <input type="hidden" name="id" value={r.id} />
                <Field name="reason" label={t('理由（公开）', 'Reason (public)')} required />
                <Button secondary>{r.mine ? t('撤回', 'Take back') : t('不同意', 'Refuse')}</Button>
              </form>
            </div>
          ))}
          <h2>{t('查找', 'Find')}</h2>
          <form method="get" class="actions">
            <Field name="q" label={t('姓名或登录名', 'Name or log-in name')} value={p.query.q} />
            <Button secondary>{t('查找', 'Find')}</Button>
          </form>
          {found.persons.map((person) => (
            <Person p={p} person={person} posts={found.posts} />
          ))}
        </>
      ),
    }
  },
})

function Person({ p, person, posts }: { p: PageContext; person: Found['persons'][number]; posts: Found['posts'] }) {
  const { t } = p
  const hidden = <input type="hidden" name="personId" value={person.id} />
  const administers = postOf(p.actor, 'administrator') !== undefined
  return (
    <details class="card">
      <summary>
        <strong>{person.name}</strong> {person.login}
        {person.disabled && <span class="badge">{t('已停用', 'disabled')}</span>}
        {person.posts.map((post) => ` · ${t(post.unit)} ${t(post.title)}`)}
      </summary>
      {administers && (
        <>
          <form method="post" class="actions">
            <Act p={p} name="appoint" />
            {hidden}
            <label>
              {t('岗位', 'Post')}{' '}
              <select name="post" required>
                {posts.map((post) => (
                  <option value={post.code}>
                    {t(post.unit)} {t(post.title)}
                  </option>
                ))}
              </select>
            </label>
            <Field name="startsOn" type="date" label={t('自（默认今天）', 'From (today if empty)')} />
            <Button secondary>{t('拟任', 'Propose')}</Button>
          </form>
          {person.posts.map((post) => (
            <form method="post" class="actions">
              <Act p={p} name="dismiss" />
              {hidden}
              <input type="hidden" name="post" value={post.code} />
              <Button secondary>{t(`免去 ${post.title.zh}`, `End: ${post.title.en}`)}</Button>
            </form>
          ))}
          <form method="post" class="actions">
            <Act p={p} name={person.disabled ? 'enable' : 'disable'} />
            {hidden}
            {!person.disabled && <Field name="reason" label={t('停用的理由', 'Reason to disable')} required />}
            <Button secondary>{person.disabled ? t('恢复账号', 'Enable') : t('停用账号', 'Disable')}</Button>
          </form>
        </>
      )}
      <form method="post" action="/account/recovery" class="actions">
        <input type="hidden" name="csrf" value={p.csrf} />
        {hidden}
        <Button secondary>{t('开找回码', 'Issue a recovery code')}</Button>
      </form>
    </details>
  )
}
