import { contract, kinOf, type Passkey, passkeysOf, type Kin as Relative } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  Problem,
  page,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, Field, Notice, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { labels, said, wrong } from './entries.ts'
import { Kin, kinActions } from './kin.tsx'

export const account = page({
  path: '/account',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    'choose-post': action({
      operation: contract.choosePost,
      input: (f: FormValues) => ({ post: said(f.post) || null }),
      next: (_, p) => (p.actor.kind === 'person' && p.actor.post ? '/desk' : '/my'),
    }),
    'change-password': action({
      operation: contract.changePassword,
      input: (f: FormValues) => ({ current: said(f.current, false), password: said(f.password, false) }),
      session: (output) => (output.ok ? { open: output.token } : output.ended ? 'end' : undefined),
      next(output) {
        if (!output.ok && output.ended) return '/login?next=/account'
        if (!output.ok) {
          const wrong = text('现在的密码不对。', 'The present password is not right.')
          throw new Problem('REFUSED', { status: 422, ...wrong }, { fields: { current: wrong } })
        }
        return '/account?done=password'
      },
    }),
    'remove-passkey': action({
      operation: contract.removePasskey,
      input: (f: FormValues) => ({ id: said(f.id) }),
      next: () => '/account?done=passkey-removed',
    }),
    ...kinActions,
    'log-out': action({ operation: contract.logOut, input: () => ({}), session: () => 'end', next: () => '/' }),
  },
  async render(p) {
    if (p.actor.kind !== 'person') throw standardProblem('LOGIN_REQUIRED')
    const keys = await passkeysOf(p.tx, p.actor.personId)
    return {
      title: text('我的账号', 'My account'),
      scripts: ['/assets/passkey.js'],
      body: <Account p={p} keys={keys} kin={await kinOf(p.tx, p.actor.personId)} />,
    }
  },
})

function Account({ p, keys, kin }: { p: PageContext; keys: Passkey[]; kin: Relative[] }) {
  const { t } = p
  if (p.actor.kind !== 'person') return null
  const { name, posts, post } = p.actor
  return (
    <PortalPage p={p} title={name} said={[[p.query.done, text('已保存。', 'Saved.')]]} labels={labels(p)} narrow>
      {p.query.check && (
        <Notice
          kind="warning"
          title={t(
            '您的身份证号末位与前 17 位算出的不符，请核对。账号已经建好，可以继续使用。',
            'The last character of your resident ID does not match its first 17; please check. The account is ready to use.',
          )}
        />
      )}
      {posts.length > 0 && (
        <form method="post" class="form">
          <h2>{t('以哪个岗位办理', 'Which post are you acting under')}</h2>
          <Act p={p} name="choose-post" />
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
      <p>
        <a href="/account/capacities">{t('我的资料、单位和委托', 'Profile, organisations and authorities')}</a>
      </p>
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
              {k.label} · {sayDay(k.createdAt, p.lang)}
              <form method="post" class="inline">
                <Act p={p} name="remove-passkey" />
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
      {posts.length > 0 && <Kin p={p} kin={kin} />}
      <form method="post" class="form">
        <h2>{t('修改密码', 'Change the password')}</h2>
        <Act p={p} name="change-password" />
        <Field
          name="current"
          type="password"
          label={t('现在的密码', 'Present password')}
          error={wrong(p, 'current')}
          autocomplete="current-password"
          required
        />
        <Field
          name="password"
          type="password"
          label={t('新密码', 'New password')}
          error={wrong(p, 'password')}
          autocomplete="new-password"
          required
        />
        <Button>{t('修改', 'Change')}</Button>
      </form>
      <form method="post">
        <Act p={p} name="log-out" />
        <Button secondary>{t('退出登录', 'Log out')}</Button>
      </form>
    </PortalPage>
  )
}
