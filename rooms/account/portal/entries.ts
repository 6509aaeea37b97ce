import type { FormValues, PageContext } from '../../../kernel/platform/index.ts'

type Value = FormValues[string] | undefined
/** A text field as typed; passwords keep their spaces. */
export const said = (value: Value, trim = true): string => {
  const one = typeof value === 'string' ? value : ''
  return trim ? one.trim() : one
}
export const typed = (p: PageContext, name: string): string | undefined => {
  const value = p.form?.values[name]
  return typeof value === 'string' ? value : undefined
}
export const wrong = (p: PageContext, name: string): string | undefined => {
  const message = p.form?.fields[name]
  return message && p.t(message)
}
/** The names of the entries, as the list of errors says them. */
export const labels = ({ t }: PageContext): Record<string, string> => ({
  login: t('登录名', 'Log-in name'),
  password: t('密码', 'Password'),
  current: t('现在的密码', 'Present password'),
  name: t('姓名', 'Name'),
  residentId: t('身份证号', 'Resident ID'),
  phone: t('手机', 'Mobile phone'),
})
