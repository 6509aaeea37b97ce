import { contract } from '../../../kernel/identity/index.ts'
import {
  action,
  anyone,
  type FormValues,
  type Output,
  type PageContext,
  Problem,
  page,
  type Rendered,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Field, PortalPage } from '../../../web/ui/index.ts'
import { labels, said, typed, wrong } from './entries.ts'

/** The forgotten password: for who has a code from the service centre. */
export const recover = page({
  path: '/recover',
  shell: 'portal',
  allow: anyone,
  actions: {
    recover: action({
      operation: contract.recover,
      input: (f: FormValues) => ({ login: said(f.login), code: said(f.code), password: said(f.password, false) }),
      next({ ok }) {
        if (ok) return '/login?recovered=1'
        throw new Problem('REFUSED', {
          status: 422,
          ...text(
            '登录名或找回码不对，或者码已过期。连续错 5 次要等 15 分钟。',
            'Log-in name or code is not right, or the code has expired. After five wrong attempts you have to wait 15 minutes.',
          ),
        })
      },
    }),
  },
  render(p) {
    const { t } = p
    return {
      title: text('找回密码', 'Recover the account'),
      body: (
        <PortalPage p={p} title={t('找回密码', 'Forgot the password')} labels={labels(p)} narrow>
          <p>
            {t(
              '请带身份证件到政务服务中心，工作人员核对后给您一个找回码（在职人员的码分两半，由两个人开出）。',
              'Please bring your identity card to the service centre; after checking it they give you a code (for officers in two halves, from two persons).',
            )}
          </p>
          <form method="post" class="form">
            <Act p={p} name="recover" />
            <Field
              name="login"
              label={t('登录名', 'Log-in name')}
              value={typed(p, 'login')}
              error={wrong(p, 'login')}
              autocomplete="username"
              required
            />
            <Field
              name="code"
              label={t('找回码', 'Code')}
              error={wrong(p, 'code')}
              autocomplete="one-time-code"
              required
            />
            <Field
              name="password"
              type="password"
              label={t('新密码', 'New password')}
              hint={t('至少 10 个字符。', 'At least 10 characters.')}
              error={wrong(p, 'password')}
              autocomplete="new-password"
              required
            />
            <Button>{t('改密码', 'Set the password')}</Button>
          </form>
          <p>
            <a href="/login">{t('登录', 'Log in')}</a>
          </p>
        </PortalPage>
      ),
    }
  },
})

/** A code is shown once, in answer to the form that asked for it; it is in no address and no second page. */
export const recoveryOf = action({
  operation: contract.issueRecovery,
  input: (f: FormValues) => ({ personId: said(f.personId) }),
  next: (output, p) => ({ once: code(output, p) }),
})

function code({ code: shown, half }: Output<typeof contract.issueRecovery>, p: PageContext): Rendered {
  const { t } = p
  const title = {
    whole: text('找回码', 'Recovery code'),
    first: text('找回码的前半', 'First half of the code'),
    second: text('找回码的后半', 'Second half of the code'),
  }[half]
  return {
    title,
    body: (
      <DeskPage p={p} title={t(title)} back={{ href: '/desk/persons', text: t('人员', 'Persons') }}>
        <p class="mono">{shown}</p>
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
      </DeskPage>
    ),
  }
}
