import { dayOf } from '../../../kernel/calendar/index.ts'
import { type CaseView, contract as cases, type LinkedCase } from '../../../kernel/cases/index.ts'
import type { PageContext } from '../../../kernel/platform/index.ts'
import { sayTime } from '../components.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { ShadowScale } from '../shadow-scale.tsx'

type Linked = { from: LinkedCase | null; to: LinkedCase[] }

/** Where the matter of a case stands at other organs; nothing is asked of the many cases that stand alone. */
export async function linkedTo(p: PageContext, c: CaseView): Promise<Linked | undefined> {
  const alone = !c.parent && !c.acts.some((a) => a.type === 'child.opened' || a.type === 'file.received')
  return alone ? undefined : p.call(cases.linkedCases, { number: c.number })
}

/** One table for the applicant and for each organ: who has the matter, where it stands, until when. Files stay with each organ. */
export function LinkedCases({
  linked,
  p,
  href,
}: {
  linked: Linked | undefined
  p: PageContext
  /** Where a case is read; left out for who reads only his own. */
  href?: (number: string) => string
}) {
  if (!linked?.from && !linked?.to.length) return null
  const { t, lang } = p
  const rows = [
    ...(linked.from ? [[linked.from, t('由它报来或移来', 'it came from here')] as const] : []),
    ...linked.to.map((one) => [one, t('已报到或移到', 'it went there')] as const),
  ]
  const by = (one: LinkedCase) => (one.count ? (one.count.due ?? t('暂停', 'suspended')) : undefined)
  const title = <h3 id="linked-title">{t('这件事在别的机关', 'This matter at other organs')}</h3>
  const number = (one: LinkedCase) => (
    <span class="small num">
      {one.number} · {sayTime(one.submittedAt, lang)}
    </span>
  )
  // Beside a file there is no room for a table.
  if (!href)
    return (
      <section aria-labelledby="linked-title">
        {title}
        <ul class="plain">
          {rows.map(([one, how]) => (
            <li>
              <strong>{one.unitName[lang]}</strong> <span class="small">{how}</span>
              <br />
              {one.title[lang]}
              <br />
              {number(one)}
              <br />
              {one.statusText[lang]} {one.licence && <span class="small num">{one.licence}</span>}
              {one.count &&
                t(
                  `，最迟 ${by(one)}（已用 ${one.count.used}/${one.count.allowed}）`,
                  `, by ${by(one)} (${one.count.used}/${one.count.allowed} used)`,
                )}
            </li>
          ))}
        </ul>
      </section>
    )
  return (
    <section aria-labelledby="linked-title">
      {title}
      <PlainTable
        caption={t('同一件事在别的机关的办件', 'The cases of the same matter at other organs')}
        quiet
        columns={[
          { title: t('机关', 'Organ') },
          { title: t('办件', 'Case') },
          { title: t('进展', 'Where it stands') },
          { title: t('最迟', 'By') },
          { title: t('用时', 'Days used'), number: true },
        ]}
        rows={rows.map(([one, how]) => [
          <>
            {one.unitName[lang]} <span class="small">{how}</span>
          </>,
          <>
            <a href={href(one.number)}>{one.title[lang]}</a>
            <br />
            {number(one)}
          </>,
          <>
            {one.statusText[lang]}
            {one.licence && <span class="small num"> {one.licence}</span>}
          </>,
          by(one) ?? '—',
          one.count ? (
            <>
              {`${one.count.used}/${one.count.allowed}`}{' '}
              <ShadowScale promised={one.count} today={dayOf(p.clock.now())} lang={lang} small />
            </>
          ) : (
            '—'
          ),
        ])}
      />
    </section>
  )
}
