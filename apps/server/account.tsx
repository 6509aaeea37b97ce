// Longer than 300 lines: the pages that set cookies, kept together and out of the rooms, with their forms.
import type { Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { actorOfToken, contract, demonstrationLogins } from '../../kernel/identity/index.ts'
import {
  asProblem,
  execute,
  type PageContext,
  type Problem,
  sql,
  standardProblem,
  text,
} from '../../kernel/platform/index.ts'
import { Button, Field, Notice } from '../../web/ui/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { bodyOf, parseJson } from './body.ts'
import { readBody } from './forms.ts'
import { pageContext, reading, wrap } from './pages.tsx'
import { html, respond } from './respond.ts'
import { cookieOptions, csrfHolds, inside, SESSION, sessionToken, setSession, stranger } from './security.ts'

type Refusal = { message: string; fields: Problem['fields']; values: Record<string, string> }

/** Logging in and out, registering, choosing a post, passwords and passkeys: the pages that set cookies. */
export function mountAccount(app: Hono, gnomon: Gnomon): void {
  const { config } = gnomon
  const who = (c: Context) => {
    const token = sessionToken(c)
    return (tx: Parameters<typeof actorOfToken>[0]) => actorOfToken(tx, token)
  }
  async function form(c: Context, refusal?: Refusal, status = 200): Promise<Response> {
    return reading(gnomon, c, async (scope) => {
      const p = pageContext(gnomon, c, scope)
      const logins = config.demonstration ? await demonstrationLogins(scope.tx) : []
      return html(
        c,
        await wrap(gnomon, p, 'portal', {
          title: text('登录', 'Log in'),
          body: <LogIn p={p} refusal={refusal} logins={logins} />,
          scripts: ['/assets/passkey.js'],
        }),
        status,
      )
    })
  }
  const guarded = async (c: Context) => {
    const values = await readBody(gnomon, c)
    if (!csrfHolds(c, config, values.csrf))
      throw standardProblem('FORBIDDEN', {
        detail: text(
          '这一页开得太久了，请刷新后再试。',
          'This page was open for too long; please reload it and try again.',
        ),
      })
    return Object.fromEntries(Object.entries(values).filter((e): e is [string, string] => typeof e[1] === 'string'))
  }

  app.get('/login', (c) => form(c))
  app.post('/login', async (c) => {
    const values = await guarded(c)
    const lang = pageLang(c)
    const say = (zh: string, en: string) => (lang === 'zh' ? zh : en)
    if (!values.login || !values.password)
      return form(
        c,
        { message: say('请填登录名和密码。', 'Please enter log-in name and password.'), fields: {}, values },
        422,
      )
    const output = await execute(
      gnomon,
      contract.logIn,
      { login: values.login, password: values.password },
      { who: stranger(c, config) },
    )
    if (!output.ok) {
      const message = {
        credentials: say(
          '登录名或密码不对。从这里连续错 5 次，15 分钟内不能再试。',
          'Log-in name or password is not right. After five wrong attempts from here you have to wait 15 minutes.',
        ),
        locked: say(
          '从这里错得太多，请 15 分钟后再试，或用通行密钥、用常用的设备登录。',
          'Too many wrong attempts from here; please try again in 15 minutes, or use a passkey or a device that you logged in from before.',
        ),
        disabled: say('这个账号已停用，请联系管理员。', 'This account is disabled; please ask the administrator.'),
      }[output.reason]
      return form(c, { message, fields: {}, values }, 422)
    }
    setSession(c, config, output.token)
    return c.redirect(inside(c.req.query('next'), output.officer ? '/desk' : '/my'), 303)
  })
  app.get('/register', (c) => registerForm(c))
  async function registerForm(c: Context, refusal?: Refusal, status = 200): Promise<Response> {
    return reading(gnomon, c, async (scope) => {
      const p = pageContext(gnomon, c, scope)
      return html(
        c,
        await wrap(gnomon, p, 'portal', {
          title: text('注册', 'Register'),
          body: <Register p={p} refusal={refusal} />,
        }),
        status,
      )
    })
  }
  app.post('/register', async (c) => {
    const values = await guarded(c)
    try {
      const output = await execute(gnomon, contract.register, values as never, { who: stranger(c, config) })
      setSession(c, config, output.token)
      return c.redirect(
        inside(c.req.query('next'), output.warnings.length > 0 ? '/account?check=residentId' : '/my'),
        303,
      )
    } catch (error) {
      const problem = asProblem(error)
      if (!problem || problem.code === 'UNAVAILABLE') throw error
      return registerForm(c, { message: problem.title[pageLang(c)], fields: problem.fields, values }, problem.status)
    }
  })
  app.post('/logout', async (c) => {
    await guarded(c)
    await execute(gnomon, contract.logOut, {}, { who: who(c) }).catch((error) => {
      if (asProblem(error)?.code !== 'LOGIN_REQUIRED') throw error
    })
    deleteCookie(c, SESSION, cookieOptions(config))
    return c.redirect('/', 303)
  })
  app.get('/account', (c) => accountPage(c))
  async function accountPage(c: Context, refusal?: Refusal, status = 200): Promise<Response> {
    return reading(gnomon, c, async (scope) => {
      const p = pageContext(gnomon, c, scope)
      if (scope.actor.kind !== 'person') return c.redirect('/login?next=/account', 303)
      const keys = await sql<{
        id: string
        label: string
        created_at: Date
      }>`select id, label, created_at from identity.passkey where person_id = ${scope.actor.personId}::uuid order by created_at`.execute(
        scope.tx,
      )
      return html(
        c,
        await wrap(gnomon, p, 'portal', {
          title: text('我的账号', 'My account'),
          body: <Account p={p} keys={keys.rows} refusal={refusal} />,
          scripts: ['/assets/passkey.js'],
        }),
        status,
      )
    })
  }
  app.post('/account', async (c) => {
    const values = await guarded(c)
    try {
      if (values.do === 'choose-post') {
        await execute(gnomon, contract.choosePost, { post: values.post || null }, { who: who(c) })
        return c.redirect(inside(values.next, values.post ? '/desk' : '/my'), 303)
      }
      if (values.do === 'remove-passkey') {
        await execute(gnomon, contract.removePasskey, { id: values.id ?? '' }, { who: who(c) })
        return c.redirect('/account?done=passkey-removed', 303)
      }
      const output = await execute(gnomon, contract.changePassword, values as never, { who: who(c) })
      if (!output.ok) {
        if (output.ended) return c.redirect('/login?next=/account', 303)
        const wrong = text('现在的密码不对。', 'The present password is not right.')
        return accountPage(c, { message: wrong[pageLang(c)], fields: { current: wrong }, values: {} }, 422)
      }
      setSession(c, config, output.token)
      return c.redirect('/account?done=password', 303)
    } catch (error) {
      const problem = asProblem(error)
      if (!problem || problem.code === 'UNAVAILABLE') throw error
      return accountPage(c, { message: problem.title[pageLang(c)], fields: problem.fields, values: {} }, problem.status)
    }
  })

  const json = async (c: Context) => {
    if (!csrfHolds(c, config, c.req.header('x-csrf-token'))) throw standardProblem('FORBIDDEN')
    const body = parseJson((await bodyOf(gnomon, c, 'json')).toString('utf8'))
    return (typeof body === 'object' ? (body ?? {}) : {}) as Record<string, unknown>
  }
  app.post('/account/passkey/begin', async (c) => {
    const body = await json(c)
    const output = await execute(
      gnomon,
      contract.beginPasskey,
      { purpose: body.purpose === 'enrol' ? 'enrol' : 'log-in' },
      { who: who(c) },
    )
    return respond(c, JSON.stringify(output), 'application/json')
  })
  app.post('/account/passkey/enrol', async (c) => {
    const body = await json(c)
    await execute(gnomon, contract.enrolPasskey, body as never, { who: who(c) })
    return respond(c, '{"next":"/account?done=passkey"}', 'application/json')
  })
  app.post('/account/passkey/log-in', async (c) => {
    const body = await json(c)
    const output = await execute(gnomon, contract.logInWithPasskey, body as never, { who: stranger(c, config) })
    if (!output.ok) throw standardProblem('FORBIDDEN')
    setSession(c, config, output.token)
    return respond(c, JSON.stringify({ next: output.officer ? '/desk' : '/my' }), 'application/json')
  })
  // The language switch works by link, without a script: the choice is kept in a cookie.
  app.get('/lang/:lang', (c) => {
    setCookie(c, 'lang', c.req.param('lang') === 'en' ? 'en' : 'zh', {
      path: '/',
      sameSite: 'Lax',
      maxAge: 365 * 24 * 3600,
    })
    return c.redirect(inside(c.req.query('next'), '/'), 303)
  })
}

const pageLang = (c: Context) =>
  /(?:^|; )lang=en/.test(c.req.header('cookie') ?? '') || c.req.query('lang') === 'en' ? 'en' : 'zh'

type Logins = Awaited<ReturnType<typeof demonstrationLogins>>
function LogIn({ p, refusal, logins }: { p: PageContext; refusal?: Refusal | undefined; logins: Logins }) {
  const { t } = p
  return (
    <main class="page narrow" id="main">
      <h1>{t('登录', 'Log in')}</h1>
      {p.query.kept && (
        <Notice
          kind="info"
          title={t(
            '登录已过期。您刚才填的内容已经保存，登录后就会回到那一页。',
            'Your session ended. What you had typed is kept; you will be back on that page after logging in.',
          )}
        />
      )}
      {refusal && <Notice kind="problem" title={refusal.message} />}
      <form method="post" class="form">
        <input type="hidden" name="csrf" value={p.csrf} />
        <Field
          name="login"
          label={t('登录名', 'Log-in name')}
          value={refusal?.values.login ?? p.query.login}
          autocomplete="username webauthn"
          required
        />
        <Field name="password" type="password" label={t('密码', 'Password')} autocomplete="current-password" required />
        <div class="actions">
          <Button>{t('登录', 'Log in')}</Button>
          <button type="button" class="button secondary" data-passkey="log-in" data-csrf={p.csrf} hidden>
            {t('用通行密钥登录', 'Log in with a passkey')}
          </button>
        </div>
        <p class="small">
          {t('还没有账号？', 'No account yet? ')}
          <a href="/recover">{t('忘记密码', 'Forgot the password')}</a> ·{' '}
          <a href={`/register${p.query.next ? `?next=${encodeURIComponent(p.query.next)}` : ''}`}>
            {t('注册', 'Register')}
          </a>
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
                    <a
                      href={`/login?login=${encodeURIComponent(l.login)}${p.query.next ? `&next=${encodeURIComponent(p.query.next)}` : ''}`}
                    >
                      {l.login}
                    </a>
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
    </main>
  )
}

function Register({ p, refusal }: { p: PageContext; refusal?: Refusal | undefined }) {
  const { t } = p
  const error = (name: string) => refusal?.fields[name] && t(refusal.fields[name])
  return (
    <main class="page narrow" id="main">
      <h1>{t('注册', 'Register')}</h1>
      {refusal && <Notice kind="problem" title={refusal.message} />}
      <form method="post" class="form">
        <input type="hidden" name="csrf" value={p.csrf} />
        <Field
          name="name"
          label={t('姓名', 'Name')}
          value={refusal?.values.name}
          error={error('name')}
          autocomplete="name"
          required
        />
        <Field
          name="residentId"
          label={t('身份证号', 'Resident ID')}
          hint={t('可以不填；办理需要实名的事项时再补。', 'Optional; needed later for items that require it.')}
          value={refusal?.values.residentId}
          error={error('residentId')}
        />
        <Field
          name="phone"
          type="tel"
          label={t('手机', 'Mobile phone')}
          value={refusal?.values.phone}
          error={error('phone')}
          autocomplete="tel"
        />
        <Field
          name="login"
          label={t('登录名', 'Log-in name')}
          value={refusal?.values.login}
          error={error('login')}
          autocomplete="username"
          required
        />
        <Field
          name="password"
          type="password"
          label={t('密码', 'Password')}
          hint={t(
            '至少 10 个字符，越长越好；不必有特殊符号。',
            'At least 10 characters; the longer the better, no special signs needed.',
          )}
          error={error('password')}
          autocomplete="new-password"
          required
        />
        <Button>{t('注册', 'Register')}</Button>
      </form>
    </main>
  )
}

function Account({
  p,
  keys,
  refusal,
}: {
  p: PageContext
  keys: { id: string; label: string; created_at: Date }[]
  refusal?: Refusal | undefined
}) {
  const { t } = p
  if (p.actor.kind !== 'person') return null
  const { name, posts, post } = p.actor
  return (
    <main class="page narrow" id="main">
      <h1>{name}</h1>
      {p.query.done && <Notice kind="success" title={t('已保存。', 'Saved.')} />}
      {p.query.check && (
        <Notice
          kind="warning"
          title={t(
            '您的身份证号末位与前 17 位算出的不符，请核对。账号已经建好，可以继续使用。',
            'The last character of your resident ID does not match its first 17; please check. The account is ready to use.',
          )}
        />
      )}
      {refusal && <Notice kind="problem" title={refusal.message} />}
      {posts.length > 0 && (
        <form method="post" class="form">
          <h2>{t('以哪个岗位办理', 'Which post are you acting under')}</h2>
          <input type="hidden" name="csrf" value={p.csrf} />
          <input type="hidden" name="do" value="choose-post" />
          <fieldset class="field">
            <legend>{t('岗位', 'Post')}</legend>
            {posts.map((held) => {
              const code = (held as unknown as { code: string }).code
              return (
                <label class="choice">
                  <input type="radio" name="post" value={code} checked={post?.postId === held.postId} />{' '}
                  {t(held.unitName)} {t(held.title)}
                </label>
              )
            })}
            <label class="choice">
              <input type="radio" name="post" value="" checked={!post} /> {t('以市民身份', 'As a citizen')}
            </label>
          </fieldset>
          <Button>{t('确定', 'Choose')}</Button>
        </form>
      )}
      <section>
        <h2>{t('通行密钥', 'Passkeys')}</h2>
        <p>
          {t(
            '用指纹、面容或安全钥匙登录，不用记密码，也不会被钓鱼网站骗走。',
            'Log in with fingerprint, face or a security key: nothing to remember, nothing that a false site could steal.',
          )}
        </p>
        <ul>
          {keys.map((k) => (
            <li>
              {k.label} · {k.created_at.toISOString().slice(0, 10)}
              <form method="post" class="inline">
                <input type="hidden" name="csrf" value={p.csrf} />
                <input type="hidden" name="do" value="remove-passkey" />
                <input type="hidden" name="id" value={k.id} />
                <Button secondary>{t('删除', 'Remove')}</Button>
              </form>
            </li>
          ))}
        </ul>
        <button type="button" class="button secondary" data-passkey="enrol" data-csrf={p.csrf} hidden>
          {t('添加通行密钥', 'Add a passkey')}
        </button>
      </section>
      <form method="post" class="form">
        <h2>{t('修改密码', 'Change the password')}</h2>
        <input type="hidden" name="csrf" value={p.csrf} />
        <input type="hidden" name="do" value="change-password" />
        <Field
          name="current"
          type="password"
          label={t('现在的密码', 'Present password')}
          error={refusal?.fields.current && t(refusal.fields.current)}
          autocomplete="current-password"
          required
        />
        <Field
          name="password"
          type="password"
          label={t('新密码', 'New password')}
          error={refusal?.fields.password && t(refusal.fields.password)}
          autocomplete="new-password"
          required
        />
        <Button>{t('修改', 'Change')}</Button>
      </form>
      <form method="post" action="/logout">
        <input type="hidden" name="csrf" value={p.csrf} />
        <Button secondary>{t('退出登录', 'Log out')}</Button>
      </form>
    </main>
  )
}
