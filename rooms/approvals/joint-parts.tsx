import { dayOf } from '../../kernel/calendar/index.ts'
import { type PageContext, type Text, text } from '../../kernel/platform/index.ts'
import { PlainTable, ShadowScale } from '../../web/ui/index.ts'
import type { JointView } from './contract.ts'

type Part = JointView['parts'][number]

const CAME_OF: Record<string, Text> = {
  granted: text('● 已准予', '● granted'),
  refused: text('■ 不予许可', '■ refused'),
  'not-accepted': text('■ 不予受理', '■ not accepted'),
  withdrawn: text('已撤回', 'withdrawn'),
}
const NEVER: Record<string, Text> = {
  'not-asked': text('没有要求一起办', 'not asked for'),
  'no-item': text(
    '这个事项已停用，没有开办；请向牵头单位询问',
    'its item was retired, so it was not opened; please ask the lead unit',
  ),
}

/** Which part waits for what: for the lead's acceptance, for the parts that are open, or it is open itself. */
function standing(part: Part, joint: JointView): Text {
  const never = NEVER[part.state]
  if (never) return never
  if (part.state === 'waiting') {
    const before = joint.parts.filter((p) => p.state === 'open').map((p) => p.title)
    if (!joint.accepted) return text('等牵头单位受理', 'waits for the lead unit to accept')
    return before.length > 0
      ? text(
          `等「${before.map((b) => b.zh).join('」「')}」办完`,
          `waits for ${before.map((b) => `“${b.en}”`).join(', ')}`,
        )
      : text('没有开办', 'not opened')
  }
  if (part.mine) return text('▲ 等您补正', '▲ waits for your correction')
  return CAME_OF[part.outcome ?? ''] ?? part.statusText ?? text('在办', 'open')
}

/** One table for the applicant and for each unit: who has which part, where it stands, until when, who used how many days. */
export function JointParts({
  joint,
  p,
  href,
}: {
  joint: JointView
  p: PageContext
  /** Where a part's case is read; undefined where the reader does not read it. */
  href: (part: Part) => string | undefined
}) {
  const { t, lang } = p
  const today = dayOf(p.clock.now())
  const used = joint.parts.reduce((n, part) => n + (part.count?.used ?? 0), 0)
  return (
    <section class="joint" aria-labelledby="joint-title">
      <h3 id="joint-title">{t('这一件里的各项', 'The parts of this application')}</h3>
      <PlainTable
        caption={t('联办的各项', 'Parts')}
        quiet
        columns={[
          { title: t('事项', 'Item') },
          { title: t('部门', 'Unit') },
          { title: t('进展', 'Where it stands') },
          { title: t('最迟', 'By') },
          { title: t('用时', 'Days used'), number: true },
        ]}
        rows={joint.parts.map((part) => {
          const to = part.number === null ? undefined : href(part)
          return [
            <>
              {to ? <a href={to}>{part.title[lang]}</a> : part.title[lang]}
              {part.number && <span class="small num"> {part.number}</span>}
            </>,
            part.unitName[lang],
            <>
              {part.mine && to ? (
                <a href={`${to}#next`}>
                  <strong>{standing(part, joint)[lang]}</strong>
                </a>
              ) : (
                standing(part, joint)[lang]
              )}
              {part.licence && <span class="small num"> {part.licence}</span>}
            </>,
            part.count && part.state === 'open' ? (part.count.due ?? t('暂停', 'suspended')) : '—',
            part.count ? (
              <>
                {`${part.count.used}/${part.count.allowed}`}{' '}
                <ShadowScale promised={part.count} today={today} lang={lang} small />
              </>
            ) : (
              '—'
            ),
          ]
        })}
      />
      <p class="small">
        {t(
          `各项承诺期限内合计用了 ${used} 个工作日；同时办的不相加计入您等的天数。`,
          `The parts used ${used} working days together; those that run side by side are not added to the days you wait.`,
        )}
      </p>
    </section>
  )
}
