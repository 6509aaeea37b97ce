import { type ItemVersion, readForm } from '../../../kernel/catalog/index.ts'
import { type Fields, type Output, type PageContext, Problem } from '../../../kernel/platform/index.ts'
import { Citations, Facts, Money, Notice, SchemaForm } from '../../../web/ui/index.ts'
import { standard } from '../contract.ts'
import { ownOf } from '../item.rules.ts'
import { Band } from '../shown.tsx'

export type Computed = Output<typeof standard>

/** The item's facts without what the system looks up by itself. */
export function askedOf(item: ItemVersion): object {
  const looked = new Set(ownOf(item).looked.map((l) => l.field))
  const properties = Object.fromEntries(Object.entries(item.form.properties ?? {}).filter(([key]) => !looked.has(key)))
  return { ...item.form, properties }
}

/** What was asked in the address or typed into a refused form. */
export const factsFrom = (item: ItemVersion, sent: Record<string, unknown>): Record<string, unknown> =>
  readForm(askedOf(item), sent)

/** Asks the standard, where facts were given: the answer, or what is missing by field. */
export async function ask(
  p: PageContext,
  item: ItemVersion,
  given: { facts: Record<string, unknown>; actOn: string; code?: string | undefined },
): Promise<{ computed?: Computed; errors: Fields; said?: string | undefined }> {
  try {
    const computed = await p.call(standard, {
      itemCode: item.code,
      actOn: given.actOn,
      facts: given.facts,
      subjectCode: given.code,
    })
    return { computed, errors: {} }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { errors: bare(error.fields), said: error.detail ? p.t(error.detail) : p.t(error.title) }
  }
}
export const bare = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([k, v]) => [k.replace(/^facts\./, ''), v]))

export function FactsForm({
  item,
  values,
  errors,
  p,
}: {
  item: ItemVersion
  values: Record<string, unknown>
  errors: Fields
  p: PageContext
}) {
  return <SchemaForm schema={askedOf(item)} values={values} errors={errors} lang={p.lang} />
}

/** The answer of law and standard: which rule, why, the band as a picture, the statute's range. */
export function Answer({ c, fine, p }: { c: Computed; fine?: number; p: PageContext }) {
  const { t, lang } = p
  const { basis } = c
  return (
    <section aria-labelledby="answer" class="answer">
      <h2 id="answer">{t('法律和基准怎么说', 'What law and standard say')}</h2>
      <Band from={c.band.from} to={c.band.to} {...(fine === undefined ? {} : { fine })} lang={lang} />
      <Facts
        rows={[
          [t('处理', 'Treatment'), c.treatment],
          [
            t('幅度', 'Band'),
            <>
              <Money fen={c.band.from} lang={lang} /> – <Money fen={c.band.to} lang={lang} />
            </>,
          ],
          [
            t('法定范围', 'Statute'),
            <>
              <Money fen={c.range.from} lang={lang} /> – <Money fen={c.range.to} lang={lang} />{' '}
              <Citations list={basis} lang={lang} />
            </>,
          ],
          [t('适用哪个时候的法', 'Law of which day'), t(c.law)],
          [
            t('初次违法', 'First offence'),
            c.looked.first === undefined
              ? '—'
              : c.looked.first
                ? t('是（系统查明）', 'yes, looked up')
                : t('不是（系统查明）', 'no, looked up'),
          ],
          [t('规则', 'Rule'), t(`第 ${c.version} 版 ${c.title.zh}`, `version ${c.version}, ${c.title.en}`)],
        ]}
      />
      {!c.confirmed && (
        <Notice
          kind="warning"
          title={t(
            '这一版法定幅度的来源没有核实，请先核对原文。',
            'The source of this range is not confirmed; please check the statute first.',
          )}
        />
      )}
      <ul>
        {c.reasons.map((r) => (
          <li>{t(r)}</li>
        ))}
      </ul>
    </section>
  )
}
