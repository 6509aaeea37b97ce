import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { sayIn } from '../say.ts'
import { TakePart } from './take-part.tsx'

export const example: Example = {
  name: 'take-part',
  title: text('登记参加', 'Taking part'),
  line: text('先登录，写明声明，说清谁看得到。', 'Log in, declare, and know who will see it.'),
  render(p) {
    const t = sayIn(p.lang)
    return (
      <TakePart
        p={{ ...p, actor: { kind: 'person' }, url: { pathname: p.path } }}
        name="register"
        heading={t('登记投标', 'Register to bid')}
        login={t('登录以后登记', 'Log in to register')}
        button={t('登记', 'Register')}
        agreed={t('我看过招标文件。', 'I have read the documents.')}
        secret={t('谁登记，开标以前不公开。', 'Who registered is not published before the opening.')}
      />
    )
  },
}
