import { listPublished, publishedItem } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { PlainTable, PortalPage } from '../../../web/ui/index.ts'
import { sayPromise } from './guide.tsx'

const MOST = 12

/** The same item as each district does it, side by side: what differs is a difference that the districts made. */
export const compare = page({
  path: '/items/:code/compare',
  shell: 'portal',
  sameForAll: { until: ['item.', 'unit.'] },
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const now = p.clock.now()
    const base = await publishedItem(p.tx, p.params.code!, now)
    if (!base) throw standardProblem('NOT_FOUND')
    const same = (await listPublished(p.tx, now)).filter((i) => i.name.zh === base.content.name.zh).slice(0, MOST)
    const found = await Promise.all(same.map((i) => publishedItem(p.tx, i.code, now)))
    const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    const title = text(`${base.content.name.zh}：各区比较`, `${base.content.name.en}: compared`)
    const materials = [
      ...new Map(found.flatMap((i) => i!.content.materials.map((m) => [m.name.zh, m.name] as const))).values(),
    ]
    return {
      title,
      body: (
        <PortalPage p={p} title={title[lang]} back={{ href: `/items/${base.code}`, text: t('办事指南', 'Guide') }}>
          <PlainTable
            caption={title[lang]}
            quiet
            columns={[
              { title: t('比什么', 'What') },
              ...found.map((i) => ({ title: names.get(i!.unit)?.[lang] ?? i!.unit })),
            ]}
            rows={[
              [t('指南', 'Guide'), ...found.map((i) => <a href={`/items/${i!.code}`}>{i!.code}</a>)],
              [t('承诺', 'Promised'), ...found.map((i) => sayPromise(i!.content.limits.promised.value, t))],
              [t('法定', 'By law'), ...found.map((i) => sayPromise(i!.content.limits.statutory.value, t))],
              [
                t('收费', 'Fee'),
                ...found.map((i) => (i!.content.fee.charged ? i!.content.fee.note[lang] : t('不收费', 'none'))),
              ],
              [t('窗口', 'Counter'), ...found.map((i) => i!.content.channels.address[lang])],
              [t('电话', 'Phone'), ...found.map((i) => i!.content.channels.phone)],
              ...materials.map((name) => [
                t(`材料：${name.zh}`, `Material: ${name.en}`),
                ...found.map((i) => {
                  const m = i!.content.materials.find((x) => x.name.zh === name.zh)
                  return m ? (m.mandatory ? t('必交', 'required') : t('选交', 'optional')) : '—'
                }),
              ]),
            ]}
          />
        </PortalPage>
      ),
    }
  },
})
