import { contract, demonstrationLogins } from '../../../kernel/identity/index.ts'
import {
  action,
  anyone,
  type FormValues,
  inside,
  type PageContext,
  Problem,
  page,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, Field, Notice, PortalPage } from '../../../web/ui/index.ts'
import { labels, said, typed, wrong } from './entries.ts'

/** Why an attempt was refused; the attempt itself is recorded and stands. */
const refusals = {
  credentials: text(
    '登录名或密码不对。从这里连续错 5 次，15 分钟内不能再试。',
    'Log-in name or password is not right. After five wrong attempts from here you have to wait 15 minutes.',
  ),
  locked: text(
    '从这里错得太多，请 15 分钟后再试，或用通行密钥、用常用的设备登录。',
    'Too many wrong attempts from here; please try again in 15 minutes, or use a passkey or a device that you logged in from before.',
  ),
  disabled: text('这个账号已停用，请联系管理员。', 'This account is disabled; please ask the administrator.'),
}

export const logIn = page({
  path: '/login',
  shell: 'portal',
  allow: anyone,
  actions: {
    'log-in': action({
      operation: contract.logIn,
      input: (f: FormValues) => ({ login: said(f.login), password: said(f.password, false) }),
      session: (output) => (output.ok ? { open: output.token } : undefined),
      next(output, p) {
        if (!output.ok) throw new Problem('REFUSED', { status: 422, ...refusals[output.reason] })
        return inside(p.query.next, output.officer ? '/desk' : '/my')
      },
    }),
  },
  async render(p) {
    const logins = await demonstrationLogins(p.tx)
    return { title: text('登录', 'Log in'), scripts: ['/assets/passkey.js'], body: <LogIn p={p} logins={logins} /> }
  },
})

function LogIn({ p, logins }: { p: PageContext; logins: Awaited<ReturnType<typeof demonstrationLogins>> }) {
  const { t } = p
  const next = p.query.next ? `next=${encodeURIComponent(p.query.next)}` : ''
  return (
    <PortalPage p={p} title={t('登录', 'Log in')} labels={labels(p)} narrow>
      {p.query.kept && (
        <Notice
          kind="info"
          title={t(
            '登录已过期。您刚才填的内容已经保存，登录后就会回到那一页。',
            'Your session ended. What you had typed is kept; you will be back on that page after logging in.',
          )}
        />
      )}
      <form method="post" class="form">
        <Act p={p} name="log-in" />
        <Field
          name="login"
          label={t('登录名', 'Log-in name')}
          value={typed(p, 'login') ?? p.query.login}
          error={wrong(p, 'login')}
          autocomplete="username webauthn"
          required
        />
        <Field
          name="password"
          type="password"
          label={t('密码', 'Password')}
          error={wrong(p, 'password')}
          autocomplete="current-password"
          required
        />
        <div class="actions">
          <Button>{t('登录', 'Log in')}</Button>
          <button type="button" class="button secondary" data-passkey="log-in" data-csrf={p.csrf} hidden>
            {t('用通行密钥登录', 'Log in with a passkey')}
          </button>
        </div>
        <p class="small">
          {t('还没有账号？', 'No account yet? ')}
          <a href="/recover">{t('忘记密码', 'Forgot the password')}</a> ·{' '}
          <a href={`/register${next && `?${next}`}`}>{t('注册', 'Register')}</a>
        </p>
      </form>
      {logins.length > 0 && (
        <section class="demo-logins" aria-labelledby="demo-logins">
          <h2 id="demo-logins">{t('演示账号', 'Demonstration log-ins')}</h2>
          <p>
            {t('这些人并不存在。密码都是', 'These persons do not exist. The password of all is')}{' '}
            <code>gnomon-demo</code>
          </p>
          <table class="table dense">
            <thead>
              <tr>
                <th scope="col">{t('登录名', 'Log-in name')}</th>
                <th scope="col">{t('身份', 'Who')}</th>
              </tr>
            </thead>
            <tbody>
              {logins.map((l) => (
                <tr>
                  <td>
                    <a href={`/login?login=${encodeURIComponent(l.login)}${next && `&${next}`}`}>{l.login}</a>
                  </td>
                  <td>
                    {l.name}
                    {l.posts.length === 0
                      ? ` · ${t('市民', 'citizen')}`
                      : l.posts.map((post) => ` · ${t(post.unit)} ${t(post.title)}`)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </PortalPage>
  )
}
