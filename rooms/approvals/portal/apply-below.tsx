import { type ItemVersion, listPublished } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import type { PageContext } from '../../../kernel/platform/index.ts'
import { PortalPage } from '../../../web/ui/index.ts'
import { saveApplicationDraft } from '../contract.ts'

/** Where one applies for what is decided here after the organ below reviewed it (行政许可法 art. 43): said before anything is typed. */
export async function ApplyBelow({ p, item }: { p: PageContext; item: ItemVersion }) {
  const { t, lang } = p
  const { basicCode, name } = item.content
  const [list, all] = await Promise.all([listPublished(p.tx, p.clock.now(), { basicCode, first: true }), units(p.tx)])
  return (
    <PortalPage
      p={p}
      narrow
      title={name[lang]}
      back={{ href: `/items/${item.code}`, text: t('办事指南', 'Guide') }}
      lead={t(saveApplicationDraft.errors.FROM_BELOW)}
    >
      <ul>
        {list.map((i) => (
          <li>
            <a href={`/apply/${i.code}`}>
              {all.find((u) => u.code === i.unit)?.name[lang] ?? i.unit} · {i.name[lang]}
            </a>
          </li>
        ))}
      </ul>
    </PortalPage>
  )
}
