import type { Context, Hono } from 'hono'
import { actorOfToken, contract } from '../../kernel/identity/index.ts'
import { asProblem, execute, type PageContext, standardProblem, type Text, text } from '../../kernel/platform/index.ts'
import { Button, Field, Notice } from '../../web/ui/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { readBody } from './forms.ts'
import { pageContext, reading } from './pages.tsx'
import { html } from './respond.ts'
import { csrfHolds, sessionToken, stranger } from './security.ts'
import { wrap } from './shells.tsx'

type Said = { kind: 'problem' | 'success'; title: Text; login?: string | undefined }

/** The forgotten password: the page for who has a code, and the answer that shows a code, once, to who issued it. */
export function mountRecovery(app: Hono, gnomon: Gnomon): void {
  const page = (c: Context, status: number, of: (p: PageContext) => { title: Text; body: preact.JSX.Element }) =>
    reading(gnomon, c, async (scope) => {
      const p = pageContext(gnomon, c, scope)
      return html(c, await wrap(gnomon, p, 'portal', of(p)), status)
    })
  const form = (c: Context, status = 200, said?: Said) =>
    page(c, status, (p) => ({ title: text('找回密码', 'Recover the account'), body: <Recover p={p} said={said} /> }))
  const values = async (c: Context) => {
    const sent = await readBody(gnomon, c)
    if (!csrfHolds(c, gnomon.config, sent.csrf))
      throw standardProblem('FORBIDDEN', {
        detail: text(
          '这一页开得太久了，请刷新后再试。',
          'This page was open for too long; please reload it and try again.',
        ),
      })
    return Object.fromEntries(Object.entries(sent).filter((e): e is [string, string] => typeof e[1] === 'string'))
  }
  app.get('/recover', (c) => form(c))
  app.post('/recover', async (c) => {
    const sent = await values(c)
    try {
      const { ok } = await execute(gnomon, contract.recover, sent as never, { who: stranger(c, gnomon.config) })
      if (ok)
        return form(c, 200, {
          kind: 'success',
          title: text('密码已改，请登录。', 'The password is changed; please log in.'),
        })
      const title = text(
        '登录名或找回码不对，或者码已过期。连续错 5 次要等 15 分钟。',
        'Log-in name or code is not right, or the code has expired. After five wrong attempts you have to wait 15 minutes.',
      )
      return form(c, 422, { kind: 'problem', title, login: sent.login })
    } catch (error) {
      const problem = asProblem(error)
      if (!problem || problem.status >= 500) throw error
      return form(c, problem.status, {
        kind: 'problem',
        title: Object.values(problem.fields)[0] ?? problem.title,
        login: sent.login,
      })
    }
  })
  app.post('/account/recovery', async (c) => {
    const sent = await values(c)
    const token = sessionToken(c)
    const { code, half } = await execute(
      gnomon,
      contract.issueRecovery,
      { personId: sent.personId ?? '' },
      { who: (tx) => actorOfToken(tx, token) },
    )
    return page(c, 200, ({ t }) => ({
      title: text('找回码', 'Recovery code'),
      body: (
        <main class="page narrow" id="main">
          <h1>
            {half === 'whole'
              ? t('找回码', 'Recovery code')
              : half === 'first'
                ? t('找回码的前半', 'First half of the code')
                : t('找回码的后半', 'Second half of the code')}
          </h1>
          <p class="mono">{code}</p>
          <p>
            {half === 'first'
              ? t(
                  '只显示这一次。此人任职，后半要由另一位管理员或再监察开出；两半连起来填在“找回密码”页，24 小时内有效。',
                  'Shown this once. The person holds a post: another administrator or the second level of supervision issues the second half; both together go into “Forgot the password”, within 24 hours.',
                )
              : t(
                  '只显示这一次。请核对本人身份后当面交给他，24 小时内在“找回密码”页使用。',
                  'Shown this once. Hand it over in person after checking who it is; to be used in “Forgot the password” within 24 hours.',
                )}
          </p>
          <p>
            <a href="/desk/persons">← {t('人员', 'Persons')}</a>
          </p>
        </main>
      ),
    }))
  })
}

function Recover({ p, said }: { p: PageContext; said?: Said | undefined }) {
  const { t } = p
  return (
    <main class="page narrow" id="main">
      <h1>{t('找回密码', 'Forgot the password')}</h1>
      {said && <Notice kind={said.kind} title={t(said.title)} />}
      <p>
        {t(
          '请带身份证件到政务服务中心，工作人员核对后给您一个找回码（在职人员的码分两半，由两个人开出）。',
          'Please bring your identity card to the service centre; after checking it they give you a code (for officers in two halves, from two persons).',
        )}
      </p>
      <form method="post" class="form">
        <input type="hidden" name="csrf" value={p.csrf} />
        <Field name="login" label={t('登录名', 'Log-in name')} value={said?.login} autocomplete="username" required />
        <Field name="code" label={t('找回码', 'Code')} autocomplete="one-time-code" required />
        <Field
          name="password"
          type="password"
          label={t('新密码', 'New password')}
          hint={t('至少 10 个字符。', 'At least 10 characters.')}
          autocomplete="new-password"
          required
        />
        <Button>{t('改密码', 'Set the password')}</Button>
      </form>
      <p>
        <a href="/login">{t('登录', 'Log in')}</a>
      </p>
    </main>
  )
}
