import {
  type AsideAct,
  type AsideTimer,
  action,
  type PageContext,
  retryAct,
  retryTimer,
} from '../../../kernel/platform/index.ts'
import { Act, sayTime } from '../../../web/ui/index.ts'

const text1 = (v: unknown) => (typeof v === 'string' ? v : '')

export const retries = {
  'retry-act': action({
    operation: retryAct,
    input: (form) => ({
      jurisdiction: text1(form.jurisdiction),
      consumer: text1(form.consumer),
      actId: text1(form.actId),
    }),
    next: () => '/desk/operations',
  }),
  'retry-timer': action({
    operation: retryTimer,
    input: (form) => ({ jurisdiction: text1(form.jurisdiction), id: text1(form.id) }),
    next: () => '/desk/operations',
  }),
}

/** What was set aside, each with what went wrong and the button that has it tried again. */
export function SetAside({ p, acts, timers }: { p: PageContext; acts: AsideAct[]; timers: AsideTimer[] }) {
  const { t, lang } = p
  if (acts.length + timers.length === 0) return null
  return (
    <section aria-labelledby="set-aside">
      <h2 id="set-aside">{t('搁置的', 'Set aside')}</h2>
      <p>
        {t(
          '别的都照常在办，只有这些没有办成。原因消除以后，请再试一次；再试也是一个行为，记在账本里。',
          'Everything else goes on; only these could not be done. Try them again once the cause is mended; that is an act, too.',
        )}
      </p>
      <div class="scroll">
        <table class="table stack">
          <thead>
            <tr>
              <th scope="col">{t('是什么', 'What')}</th>
              <th scope="col">{t('地区', 'Place')}</th>
              <th scope="col">{t('从什么时候', 'Since')}</th>
              <th scope="col">{t('原因', 'Why')}</th>
              <th scope="col">{t('再试', 'Again')}</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((a) => (
              <tr>
                <th scope="row">
                  {t(`读取 ${a.consumer}：行为 `, `Reader ${a.consumer}: act `)}
                  <code>{a.actId}</code>
                </th>
                <td>{a.jurisdiction}</td>
                <td>{sayTime(a.at, lang)}</td>
                <td>{a.error}</td>
                <td>
                  <form method="post">
                    <Act p={p} name="retry-act" />
                    <input type="hidden" name="jurisdiction" value={a.jurisdiction} />
                    <input type="hidden" name="consumer" value={a.consumer} />
                    <input type="hidden" name="actId" value={a.actId} />
                    <button class="button" type="submit">
                      {t('再读一次', 'Read again')}
                    </button>
                  </form>
                </td>
              </tr>
            ))}
            {timers.map((r) => (
              <tr>
                <th scope="row">{t(`定时 ${r.kind}`, `Timer ${r.kind}`)}</th>
                <td>{r.jurisdiction}</td>
                <td>{sayTime(r.dueAt, lang)}</td>
                <td>{r.error}</td>
                <td>
                  <form method="post">
                    <Act p={p} name="retry-timer" />
                    <input type="hidden" name="jurisdiction" value={r.jurisdiction} />
                    <input type="hidden" name="id" value={r.id} />
                    <button class="button" type="submit">
                      {t('再响一次', 'Ring again')}
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
