import type { ComponentChildren } from 'preact'
import type { Material } from '../../../kernel/catalog/index.ts'
import type { PageContext } from '../../../kernel/platform/index.ts'
import { myLicences } from '../../licences/contract.ts'
import { withQuery } from './address.ts'

/** What the applicant holds and the item asks for by the same name, for materials that are not there yet: a button each, no upload. */
export async function ownLicences(
  p: PageContext,
  here: string,
  {
    materials,
    stored,
    capacity,
  }: { materials: readonly Material[]; stored: readonly { slot: string }[]; capacity: string },
): Promise<ComponentChildren> {
  const asked = materials.filter((m) => !stored.some((s) => s.slot === m.id))
  if (asked.length === 0) return null
  const titles = asked.map((m) => m.name.zh)
  const held = (await p.call(myLicences, { titles, capacity })).filter((l) => l.usable)
  const own = asked.flatMap((m) => held.filter((l) => l.title.zh === m.name.zh).map((l) => ({ m, l })))
  if (own.length === 0) return null
  return (
    <ul class="plain">
      {own.map(({ m, l }) => (
        <li>
          <button
            type="submit"
            class="button secondary"
            name="do"
            value="use"
            formaction={withQuery(here, { slot: m.id, licence: l.number })}
          >
            {p.t(`用我的“${l.title.zh}”（${l.number}），不用上传`, `Use my “${l.title.en}” (${l.number}), no upload`)}
          </button>
        </li>
      ))}
    </ul>
  )
}
