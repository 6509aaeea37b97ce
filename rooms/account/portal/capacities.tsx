import { authoritiesOf, contract } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  isUuid,
  type Output,
  type PageContext,
  type PersonActor,
  page,
  standardProblem,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import {
  Act,
  Button,
  type FormField,
  fieldsOf,
  PlainTable,
  PortalPage,
  readFields,
  StepForm,
} from '../../../web/ui/index.ts'
import { said } from './entries.ts'

const PATH = '/account/capacities'
const TITLE = text('我的资料和身份', 'My profile and capacities')
type Mine = Output<typeof contract.myCapacities>
type Company = Mine['organisations'][number]

export const scopeWords: Record<(typeof contract.SCOPES)[number], Text> = {
  apply: text('申请和补正', 'apply and answer'),
  read: text('查看办件', 'read cases'),
  manage: text('管理成员', 'manage members'),
}
const sayScopes = (list: readonly (typeof contract.SCOPES)[number][], p: PageContext) =>
  list.map((s) => p.t(scopeWords[s])).join(p.t('、', ', '))

const SCOPE_FIELD: FormField = {
  name: 'scopes',
  kind: 'choices',
  label: text('权限', 'Scopes'),
  options: contract.SCOPES.map((value) => ({ value, text: scopeWords[value] })),
}
const ORGANISATION: FormField = { name: 'organisationId', kind: 'hidden', label: text('单位', 'Organisation') }
const PERSON: FormField = { name: 'personId', kind: 'hidden', label: text('成员', 'Member') }
const REASON: FormField = { name: 'reason', kind: 'text', label: text('原因', 'Reason'), most: 200 }
const ID: FormField = { name: 'id', kind: 'hidden', label: text('委托', 'Authority') }

const invitation: FormField[] = [
  ORGANISATION,
  {
    name: 'login',
    kind: 'text',
    label: text('对方的登录名', 'Their log-in name'),
    hint: text('对方登录后接受才生效。', 'Takes effect when they accept.'),
  },
  SCOPE_FIELD,
]
const change = [ORGANISATION, PERSON, SCOPE_FIELD]
const removal = [ORGANISATION, PERSON, REASON]
const ending = [ID, REASON]
const authority: FormField[] = [
  { name: 'principalName', kind: 'text', label: text('委托人姓名', 'Principal’s name') },
  { name: 'residentId', kind: 'text', label: text('委托人身份证号', 'Principal’s resident ID') },
  { name: 'until', kind: 'day', label: text('委托到哪一天', 'Last day') },
  {
    name: 'file',
    kind: 'file',
    label: text('签了字的委托书', 'The signed authority'),
    hint: text('PDF、JPEG 或 PNG，不超过 10 MB', 'PDF, JPEG or PNG, up to 10 MB'),
  },
]
const profile = fieldsOf(contract.saveProfile, {
  phone: { label: text('手机或座机', 'Telephone'), kind: 'phone', required: false, autocomplete: 'tel' },
  address: { label: text('住址', 'Address'), required: false, autocomplete: 'street-address' },
})
const claim: FormField = {
  name: 'residentId',
  kind: 'text',
  label: text('身份证号', 'Resident ID'),
  required: false,
  hint: text('到窗口出示证件后核验。', 'Verified when you show the card at a counter.'),
}

const of = (fields: FormField[]) => (f: FormValues) => readFields(fields, f) as never

/** Who I am to the city, for whom else I act, and who acts for me. */
export const capacities = page({
  path: PATH,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    profile: action({
      operation: contract.saveProfile,
      // What was emptied is sent as empty.
      input: (f: FormValues) => ({
        phone: said(f.phone),
        address: said(f.address),
        ...(typeof f.residentId === 'string' ? { residentId: said(f.residentId) } : {}),
      }),
      next: () => `${PATH}?done=1`,
    }),
    invite: action({ operation: contract.inviteMember, input: of(invitation), next: () => `${PATH}?done=1` }),
    answer: action({
      operation: contract.answerInvitation,
      input: (f: FormValues) => ({ id: said(f.id), accept: said(f.accept) === 'true' }),
      next: () => `${PATH}?done=1`,
    }),
    change: action({ operation: contract.changeMember, input: of(change), next: () => `${PATH}?done=1` }),
    remove: action({ operation: contract.removeMember, input: of(removal), next: () => `${PATH}?done=1` }),
    register: action({
      operation: contract.registerAuthority,
      input: (f: FormValues) =>
        ({
          file: { name: '', size: 0, bytes: new Uint8Array() },
          ...readFields(authority, f),
        }) as never,
      next: () => `${PATH}?done=1`,
    }),
    end: action({ operation: contract.endAuthority, input: of(ending), next: () => `${PATH}?done=1` }),
  },
  async render(p) {
    if (p.actor.kind !== 'person') throw standardProblem('LOGIN_REQUIRED')
    const mine = await p.call(contract.myCapacities, {})
    return { title: TITLE, body: <Capacities p={p} mine={mine} /> }
  },
})

/** The paper itself, for agent and principal. */
export const authorityFile = page({
  path: `${PATH}/authorities/:id`,
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const found = isUuid(p.params.id)
      ? (await authoritiesOf(p.tx, (p.actor as PersonActor).personId)).find((a) => a.id === p.params.id)
      : undefined
    const data = found && (await p.files.get(found.sha256))
    if (!data) throw standardProblem('NOT_FOUND')
    return { title: TITLE, bytes: { data, type: found.type, name: found.fileName } }
  },
})

function Capacities({ p, mine }: { p: PageContext; mine: Mine }) {
  const { t } = p
  const me = mine.profile
  return (
    <PortalPage
      p={p}
      title={t(TITLE)}
      said={[[p.query.done, text('已保存。', 'Saved.')]]}
      back={{ href: '/account', text: t('我的账号', 'My account') }}
      narrow
    >
      <section>
        <h2>{t('我的资料', 'Profile')}</h2>
        <p class="small">
          {t(
            `姓名 ${me.name}。申请表会从这里带出，并写明来自哪里。`,
            `Name: ${me.name}. Application forms are filled from here, and say so.`,
          )}{' '}
          {me.verified &&
            t(`身份证号 ${masked(me.residentId)} 已核验。`, `Resident ID ${masked(me.residentId)}, verified.`)}
        </p>
        <StepForm
          p={p}
          name="profile"
          button={t('保存资料', 'Save the profile')}
          fields={me.verified ? profile : [...profile, claim]}
          values={me}
        />
      </section>
      <Invitations p={p} mine={mine} />
      <section>
        <h2>{t('我的单位', 'My organisations')}</h2>
        {mine.organisations.length === 0 ? (
          <p>{t('您现在不代表任何单位。', 'You act for no organisation now.')}</p>
        ) : (
          mine.organisations.map((o) => <OneCompany p={p} company={o} me={meOf(p)} />)
        )}
      </section>
      <section>
        <h2>{t('受托替别人办', 'For somebody else')}</h2>
        <Authorities p={p} list={mine.authorities} title={text('委托我的人', 'Who authorised me')} />
        <details class="more" open={p.form?.action === 'register'}>
          <summary>{t('登记一份委托', 'Register an authority')}</summary>
          <StepForm
            p={p}
            name="register"
            button={t('登记委托', 'Register')}
            fields={authority}
            tells={t(
              '委托书随每次申请交给部门审查（行政许可法第二十九条）；您只看得到自己代办的那些件。',
              'The paper goes with every application, for the department to examine (Administrative Licensing Law art. 29); you see only what you hand in under it.',
            )}
          />
        </details>
      </section>
      {mine.agents.length > 0 && (
        <section>
          <h2>{t('替我办的人', 'Who acts for me')}</h2>
          <Authorities p={p} list={mine.agents} title={text('我的代办人', 'My agents')} />
        </section>
      )}
    </PortalPage>
  )
}

const masked = (id: string) => id.replace(/^(.{6}).*(.{2})$/, '$1**********$2')
const meOf = (p: PageContext) => (p.actor as PersonActor).personId

function Invitations({ p, mine }: { p: PageContext; mine: Mine }) {
  const { t } = p
  if (mine.invitations.length === 0) return null
  return (
    <section class="next-step">
      <h2>{t('等您答复的邀请', 'Invitations')}</h2>
      {mine.invitations.map((i) => (
        <form method="post" class="inline">
          <p>
            {t(`${i.by} 邀请您代表 ${i.name}：`, `${i.by} invites you to act for ${i.name}: `)}
            {sayScopes(i.scopes, p)}
          </p>
          <Act p={p} name="answer" />
          <input type="hidden" name="id" value={i.id} />
          <div class="actions">
            <Button name="accept" value="true">
              {t('接受', 'Accept')}
            </Button>
            <Button secondary name="accept" value="false">
              {t('谢绝', 'Decline')}
            </Button>
          </div>
        </form>
      ))}
    </section>
  )
}

function OneCompany({ p, company: o, me }: { p: PageContext; company: Company; me: string }) {
  const { t } = p
  const manages = o.scopes.includes('manage')
  return (
    <section>
      <h3>
        {o.name} <span class="small num">{o.uscc}</span>
      </h3>
      <p class="small">
        {t('我的权限：', 'My scopes: ')}
        {sayScopes(o.scopes, p)}
      </p>
      {o.members.map((m) => (
        <details class="more">
          <summary>
            {m.name} · {sayScopes(m.scopes, p)}
          </summary>
          <StepForm
            p={p}
            name="change"
            button={t('改权限', 'Change the scopes')}
            fields={change}
            values={{ organisationId: o.id, personId: m.personId, scopes: m.scopes }}
            row={m.personId}
          />
          <StepForm
            p={p}
            name="remove"
            button={m.me ? t('退出这个单位', 'Leave') : t('移除成员', 'Remove')}
            fields={removal}
            values={{ organisationId: o.id, personId: m.personId }}
            row={m.personId}
            danger
            tells={t(
              '立即生效：不再能代表单位申请，也看不到单位的办件。',
              'At once: no more applications for the organisation, nor sight of its cases.',
            )}
          />
        </details>
      ))}
      {!manages && (
        <details class="more">
          <summary>{t('退出这个单位', 'Leave this organisation')}</summary>
          <StepForm
            p={p}
            name="remove"
            button={t('退出', 'Leave')}
            fields={removal}
            values={{ organisationId: o.id, personId: me }}
            danger
          />
        </details>
      )}
      {o.invited.length > 0 && (
        <p class="small">
          {t('已邀请、未答复：', 'Invited, not answered: ')}
          {o.invited.map((i) => i.login).join(t('、', ', '))}
        </p>
      )}
      {manages && (
        <details class="more" open={p.form?.action === 'invite'}>
          <summary>{t('邀请成员', 'Invite a member')}</summary>
          <StepForm
            p={p}
            name="invite"
            button={t('发出邀请', 'Invite')}
            fields={invitation}
            values={{ organisationId: o.id }}
          />
        </details>
      )}
    </section>
  )
}

function Authorities({ p, list, title }: { p: PageContext; list: Mine['authorities']; title: Text }) {
  const { t } = p
  if (list.length === 0) return <p>{t('还没有。', 'None yet.')}</p>
  return (
    <>
      <PlainTable
        caption={t(title)}
        columns={[{ title: t('姓名', 'Name') }, { title: t('到', 'Until') }, { title: t('委托书', 'Paper') }]}
        rows={list.map((a) => [
          a.name,
          a.ended ? t('已终止', 'ended') : a.until,
          <a href={`${PATH}/authorities/${a.id}`}>{a.fileName}</a>,
        ])}
      />
      {list
        .filter((a) => !a.ended)
        .map((a) => (
          <details class="more">
            <summary>{t(`终止委托：${a.name}`, `End: ${a.name}`)}</summary>
            <StepForm
              p={p}
              name="end"
              button={t('终止委托', 'End it')}
              fields={ending}
              values={{ id: a.id }}
              row={a.id}
              danger
            />
          </details>
        ))}
    </>
  )
}
