import { kindOfPower, resolvePerformer } from '../../../kernel/cases/index.ts'
import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import type { UnitView } from '../../../kernel/identity/index.ts'
import { type PageContext, roles, text } from '../../../kernel/platform/index.ts'
import type { Procedure } from '../../../kernel/procedure/index.ts'
import { sayValues } from './said-values.ts'

type Props = { p: PageContext; version: ItemVersion; procedure: Procedure; units: readonly UnitView[] }

/** Who does each step of the chart, as publication will resolve it: unit, post, act, limit. */
export function Performers({ p: { t, lang }, version, procedure, units }: Props) {
  const kind = kindOfPower(version.content.powerType)
  const say = sayValues(units)
  const steps = Object.values(procedure.steps)
  if (steps.length === 0) return null
  return (
    <>
      <h2>{t('每一步由谁办', 'Who does each step')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls; keyboards must reach it */}
      <section class="scroll" tabIndex={0} aria-label={t('每一步由谁办', 'Who does each step')}>
        <table class="table dense">
          <thead>
            <tr>
              <th scope="col">{t('步骤', 'Step')}</th>
              <th scope="col">{t('单位', 'Unit')}</th>
              <th scope="col">{t('岗位', 'Post')}</th>
              <th scope="col">{t('行为', 'Act')}</th>
              <th scope="col">{t('期限', 'Limit')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((s) => {
              const known = kind?.steps[s.act ?? '']
              const found =
                s.kind === 'timer'
                  ? undefined
                  : resolvePerformer(
                      { by: s.by ?? (s.post?.includes('/') ? undefined : known?.by), post: s.post ?? known?.post },
                      version,
                      units,
                    )
              const unit = !found
                ? text('系统（定时）', 'the system, by the clock')
                : 'problem' in found
                  ? text(`■ ${found.problem.zh}`, `■ ${found.problem.en}`)
                  : found.party
                    ? say('by', `party:${found.party}`)
                    : say('by', `unit:${found.unit}`)
              const post = found && !('problem' in found) && found.post ? found.post : undefined
              return (
                <tr>
                  <td>{lang === 'en' ? (s.nameEn ?? s.name) : s.name}</td>
                  <td>{unit[lang]}</td>
                  <td class={post && !roles.has(post) ? 'proof-bad' : undefined}>
                    {post ? (roles.has(post) ? say('post', post)[lang] : `■ ${post}`) : '—'}
                  </td>
                  <td>{s.act ? say('act', s.act)[lang] : s.decision ? s.decision : (s.timer ?? s.message ?? '—')}</td>
                  <td>
                    {s.limit === undefined
                      ? '—'
                      : s.limitUnit === 'calendar-day'
                        ? t(`${s.limit} 日`, `${s.limit} days`)
                        : t(`${s.limit} 个工作日`, `${s.limit} working days`)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </>
  )
}
