import { findCase, standingOfMany } from '../../../kernel/cases/index.ts'
import { publishedItem } from '../../../kernel/catalog/index.ts'
import { actsOf, type PersonActor, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { Facts, PlainTable, PortalPage, sayTime } from '../../../web/ui/index.ts'
import { arrivalOf } from '../quota/quota.store.ts'

/** One receipt of all that were handed in together; whose it is, by the act on that person's own stream. */
export default page({
  path: '/my/several/:item/:batch',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { t, lang } = p
    const place = p.params.item!.slice(0, 6)
    const act = (await actsOf(p.tx, place, (p.actor as PersonActor).personId)).find(
      (a) => a.type === 'applications.submitted-together' && a.public.batch === p.params.batch,
    )
    if (!act) throw standardProblem('NOT_FOUND')
    const { itemCode, numbers } = act.public as { itemCode: string; numbers: string[] }
    const cases = (await Promise.all(numbers.map((number) => findCase(p.tx, number)))).filter((c) => c !== undefined)
    const stands = await standingOfMany(
      p.tx,
      place,
      cases.map((c) => c.id),
    )
    const arrivals = await Promise.all(cases.map((c) => arrivalOf(p.tx, place, c.id)))
    const limited = arrivals.some(Boolean)
    const name = (await publishedItem(p.tx, itemCode, act.happenedAt))?.content.name ?? text(itemCode, itemCode)
    const title = text('收件回执', 'Receipt')
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={t(title)}
          lead={name[lang]}
          back={{ href: '/my', text: t('我的办件', 'My cases') }}
          said={[
            [
              p.query.submitted,
              text(
                `已收到您的申请，共 ${numbers.length} 件。可以打印这一页。`,
                `Your ${numbers.length} applications were received. You may print this page.`,
              ),
            ],
          ]}
        >
          <Facts
            rows={[
              [t('一共', 'In all'), t(`${numbers.length} 件`, String(numbers.length))],
              [t('收到', 'Received'), sayTime(act.happenedAt, lang)],
            ]}
          />
          <PlainTable
            caption={t('各件的编号', 'The number of each')}
            quiet
            columns={[
              { title: t('编号', 'Number') },
              ...(limited ? [{ title: t('第几个到达', 'Arrived as'), number: true }] : []),
              { title: t('状态', 'State') },
              { title: t('全部回执', 'Receipts') },
            ]}
            rows={cases.map((c, i) => [
              <a class="num" href={`/cases/${c.number}`}>
                {c.number}
              </a>,
              ...(limited ? [arrivals[i]?.arrived ?? '—'] : []),
              stands.get(c.id)?.statusText[lang] ?? '—',
              <a href={`/ledger/cases/${c.id}/bundle`}>{t('下载', 'Download')}</a>,
            ])}
          />
        </PortalPage>
      ),
    }
  },
})
