import { capacitiesOf, capacityOf, sayCapacity } from '../../../kernel/identity/index.ts'
import type { PageContext, PersonActor } from '../../../kernel/platform/index.ts'
import { Act, Button, Notice } from '../../../web/ui/index.ts'
import { capacityIn } from './application-form.tsx'

/**
 * In whose name the application is; each capacity is a page and a draft of its own, so two tabs do not mix. Where it ended while the
 * form was open, what was typed goes on in another.
 */
export function CapacityChoice({ p }: { p: PageContext }) {
  const { t, lang } = p
  const actor = p.actor as PersonActor
  const key = capacityIn(p)
  const now = capacityOf(actor, key)
  const others = capacitiesOf(actor).filter((c) => c.key !== key && capacityOf(actor, c.key))
  const href = (to: string) => p.url.pathname + (to === '' ? '' : `?as=${encodeURIComponent(to)}`)
  if (now)
    return (
      <p>
        {t('申请人', 'Applicant')} · <strong>{sayCapacity(now)[lang]}</strong>
        {others.map((c) => (
          <>
            {' '}
            ·{' '}
            <a href={href(c.key)}>
              {t('改为', 'change to ')}
              {sayCapacity(c)[lang]}
            </a>
          </>
        ))}{' '}
        · <a href="/account/capacities">{t('管理身份', 'capacities')}</a>
      </p>
    )
  return (
    <Notice kind="warning" title={t('您现在不能以这个身份申请', 'You cannot apply in this capacity now')}>
      <p>
        {t(
          '成员资格或委托已经终止，或没有申请的权限。您填的和传的都还在，可以改用别的身份接着办：',
          'The membership or the authority ended, or has no such scope. All that you typed and uploaded is kept; go on in another capacity:',
        )}
      </p>
      {others.map((c) => (
        <form method="post" action={href(key)} class="inline">
          <Act p={p} name="move" />
          <input type="hidden" name="capacity" value={key} />
          <input type="hidden" name="to" value={c.key} />
          <Button secondary>
            {t('改为', 'Go on as ')}
            {sayCapacity(c)[lang]}
          </Button>
        </form>
      ))}
    </Notice>
  )
}
