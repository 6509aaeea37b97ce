import { kindOf } from '../../../kernel/cases/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  type PersonActor,
  page,
  setting,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, Field, List, listQuery, PlainTable, PortalPage, sayTime } from '../../../web/ui/index.ts'
import { behave, markRead, prefer } from '../contract.ts'
import { deliveriesOf, type Message, messagesOf, preferenceOf } from '../message.store.ts'

const TITLE = text('我的消息', 'My messages')
const SIZE = 20
const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const query = listQuery({}, { size: SIZE })

/** What happened to the reader's cases, newest first; how to be told outside; what was sent there, and whether it came. */
export default page({
  path: '/my/messages',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    read: action({ operation: markRead, input: () => ({}), next: () => '/my/messages?read=1' }),
    prefer: action({
      operation: prefer,
      input: (f: FormValues) => ({ email: one(f.email), sms: one(f.sms), digest: f.digest === 'true' }),
      next: () => '/my/messages?kept=1#how',
    }),
    behave: action({
      operation: behave,
      input: (f: FormValues) => ({ mode: one(f.mode) as 'well' }),
      next: () => '/my/messages?behaved=1#sent',
    }),
  },
  async render(p) {
    const { t, lang } = p
    const person = (p.actor as PersonActor).personId
    const q = query(p)
    const [{ list, total, unread }, wishes, sent, demonstration] = await Promise.all([
      messagesOf(p.tx, { home: p.home, person, limit: SIZE, offset: (q.page - 1) * SIZE }),
      preferenceOf(p.tx, p.home, person),
      deliveriesOf(p.tx, p.home, person, 20),
      setting<boolean>(p.tx, 'demonstration'),
    ])
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          back={{ href: '/my', text: t('我的办件', 'My cases') }}
          lead={unread > 0 ? t(`${unread} 条没看`, `${unread} unread`) : t('都看过了', 'All read')}
          labels={{ email: t('电子邮箱', 'E-mail'), sms: t('短信手机号', 'Mobile for SMS') }}
          said={[
            [p.query.read, text('都标为已读。', 'All marked as read.')],
            [p.query.kept, text('通知方式已保存。', 'How to tell you is kept.')],
            [p.query.behaved, text('演示通道已改。', 'The demonstration’s channel was changed.')],
          ]}
        >
          {unread > 0 && (
            <form method="post" class="actions no-print">
              <Act p={p} name="read" />
              <Button secondary>{t('全部标为已读', 'Mark all as read')}</Button>
            </form>
          )}
          <List
            lang={lang}
            title={TITLE}
            query={q}
            rows={list}
            total={total}
            href={(m: Message) => m.path ?? `${kindOf(m.caseKind).pages?.portal ?? '/cases'}/${m.caseNumber}`}
            columns={[
              {
                key: 'line',
                title: text('消息', 'Message'),
                value: (m: Message) => m.line[lang],
                phone: 'heading',
                cell: (m: Message) => (m.readAt ? m.line[lang] : <strong>● {m.line[lang]}</strong>),
              },
              { key: 'title', title: text('事项', 'Item'), value: (m: Message) => m.title[lang] },
              { key: 'number', title: text('编号', 'Number'), value: (m: Message) => m.caseNumber },
              { key: 'at', title: text('时间', 'When'), value: (m: Message) => sayTime(m.at, lang) },
            ]}
            empty={text('还没有消息。办件有进展时会出现在这里。', 'No messages yet; news of your cases appears here.')}
          />
          <h2 id="how">{t('还要怎样通知我', 'Also tell me by')}</h2>
          <How p={p} wishes={wishes} />
          <h2 id="sent">{t('发出去的', 'What was sent')}</h2>
          {sent.length === 0 ? (
            <Empty>{t('还没有发过邮件或短信。', 'Nothing was sent by e-mail or SMS yet.')}</Empty>
          ) : (
            <PlainTable
              caption={t('发出去的', 'What was sent')}
              quiet
              columns={[
                { title: t('主题', 'Subject') },
                { title: t('发到', 'To') },
                { title: t('结果', 'Result') },
                { title: t('时间', 'When') },
              ]}
              rows={sent.map((d) => [
                <details>
                  <summary>{d.subject}</summary>
                  <p class="written">{d.body}</p>
                </details>,
                d.address,
                d.state === 'sent'
                  ? t('● 已发出', '● sent')
                  : d.state === 'bounced'
                    ? t('■ 退回：请检查地址', '■ bounced: please check the address')
                    : d.state === 'failed'
                      ? t('■ 没有发出', '■ not sent')
                      : t(`等待发送（试过 ${d.tries} 次）`, `waiting (tried ${d.tries} times)`),
                sayTime(d.at, lang),
              ])}
            />
          )}
          {demonstration === true && <Behave p={p} />}
        </PortalPage>
      ),
    }
  },
})

function How({ p, wishes }: { p: PageContext; wishes: Awaited<ReturnType<typeof preferenceOf>> }) {
  const { t, lang } = p
  const kept = p.form?.action === 'prefer' ? p.form : undefined
  return (
    <form method="post" class="form narrow" novalidate>
      <Act p={p} name="prefer" />
      <Field
        name="email"
        label={t('电子邮箱（不填就不发）', 'E-mail (none if left empty)')}
        value={kept ? one(kept.values.email) : (wishes?.email ?? '')}
        error={kept?.fields.email?.[lang]}
      />
      <Field
        name="sms"
        type="tel"
        label={t('短信手机号（不填就不发）', 'Mobile for SMS (none if left empty)')}
        value={kept ? one(kept.values.sms) : (wishes?.sms ?? '')}
        error={kept?.fields.sms?.[lang]}
      />
      <label class="choice">
        <input
          type="checkbox"
          name="digest"
          value="true"
          checked={kept ? kept.values.digest === 'true' : (wishes?.digest ?? false)}
        />{' '}
        {t('每天傍晚六点合成一封', 'One a day, at six in the evening')}
      </label>
      <p class="small">{t('主题里不写姓名、事项和编号。', 'No name, matter or number stands in the subject.')}</p>
      <Button>{t('保存', 'Keep')}</Button>
    </form>
  )
}

const Behave = ({ p }: { p: PageContext }) => (
  <form method="post" class="actions no-print">
    <Act p={p} name="behave" />
    <span class="small">{p.t('演示通道：', 'The demonstration’s channel: ')}</span>
    {(
      [
        ['well', p.t('正常', 'well')],
        ['bounce', p.t('退回', 'bounces')],
        ['down', p.t('中断', 'down')],
      ] as const
    ).map(([mode, word]) => (
      <button type="submit" class="button secondary" name="mode" value={mode}>
        {word}
      </button>
    ))}
  </form>
)
