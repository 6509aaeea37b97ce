import { contract } from '../../../kernel/identity/index.ts'
import {
  action,
  anyone,
  type FormValues,
  inside,
  type PageContext,
  page,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, Field, PortalPage } from '../../../web/ui/index.ts'
import { labels, said, typed, wrong } from './entries.ts'

export const register = page({
  path: '/register',
  shell: 'portal',
  allow: anyone,
  actions: {
    register: action({
      operation: contract.register,
      input: (f: FormValues) => ({
        name: said(f.name),
        login: said(f.login),
        password: said(f.password, false),
        residentId: said(f.residentId) || undefined,
        phone: said(f.phone) || undefined,
      }),
      session: (output) => ({ open: output.token }),
      next: (output, p) => (output.warnings.length > 0 ? '/account?check=residentId' : inside(p.query.next, '/my')),
    }),
  },
  render: (p) => ({ title: text('注册', 'Register'), body: <Register p={p} /> }),
})

function Register({ p }: { p: PageContext }) {
  const { t } = p
  const error = (name: string) => wrong(p, name)
  return (
    <PortalPage p={p} title={t('注册', 'Register')} labels={labels(p)} narrow>
      <form method="post" class="form">
        <Act p={p} name="register" />
        <Field
          name="name"
          label={t('姓名', 'Name')}
          value={typed(p, 'name')}
          error={error('name')}
          autocomplete="name"
          required
        />
        <Field
          name="residentId"
          label={t('身份证号', 'Resident ID')}
          hint={t('可以不填；办理需要实名的事项时再补。', 'Optional; needed later for items that require it.')}
          value={typed(p, 'residentId')}
          error={error('residentId')}
        />
        <Field
          name="phone"
          type="tel"
          label={t('手机', 'Mobile phone')}
          value={typed(p, 'phone')}
          error={error('phone')}
          autocomplete="tel"
        />
        <Field
          name="login"
          label={t('登录名', 'Log-in name')}
          value={typed(p, 'login')}
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
    </PortalPage>
  )
}
