import { type ItemContent, type ItemVersion, publishedItem } from '../../../kernel/catalog/index.ts'
import { anyone, type PageContext, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { Citations, csvFile, Facts, List, listQuery, Notice, PortalPage } from '../../../web/ui/index.ts'
import { ORDER_OF_ACCEPTANCE, type QuotaView, quotaOf, quotaPath } from './quota.contract.ts'
import { countsOf } from './quota.store.ts'
import { roundOf, roundView, sayInstant } from './quota.ts'

const PAGE = 100

/** Where an application stands among the others, for the applicant and the unit alike. */
export function QuotaStands({ quota: q, p }: { quota: QuotaView | null; p: PageContext }) {
  if (!q) return null
  const { t, lang } = p
  const left = q.limit - q.granted
  return (
    <section id="quota">
      <h3>{t('名额和先后', 'Places and order')}</h3>
      <p>
        <strong>
          {t(
            `这一件第 ${q.arrived} 个到达，${q.name.zh}名额 ${q.limit} 个。`,
            `It arrived as number ${q.arrived}; ${q.name.en}: ${q.limit} places.`,
          )}
        </strong>{' '}
        {q.held
          ? t('它已占一个名额。', 'It holds one of them.')
          : t(`已准予 ${q.granted} 个，还剩 ${left} 个。`, `${q.granted} are granted, ${left} are left.`)}
      </p>
      {q.waits && (
        <p class="small">
          {q.byOrder
            ? q.turn === null
              ? t(
                  '现在等补正：补正交齐时重新排号，受理先后以材料齐全为准；在那以前不占次序。',
                  'A correction is awaited: it takes a new turn when that is handed in, since acceptance goes by completeness. Until then it has none.',
                )
              : t(
                  `按受理先后决定${q.turn === q.arrived ? '' : `（补正以后排第 ${q.turn} 号）`}：前面还有 ${q.ahead} 件没有决定。`,
                  `Decided in the order of acceptance${q.turn === q.arrived ? '' : ` (turn ${q.turn} since its correction)`}: ${q.ahead} before it are undecided.`,
                )
            : q.how?.[lang]}{' '}
          <Citations list={q.basis} lang={lang} />
        </p>
      )}
      <p class="small">
        <a href={quotaPath(q.itemCode)}>{t('全部申请的先后（只有编号）', 'The order of all (numbers only)')}</a>
      </p>
    </section>
  )
}

/** To the applicant: nothing is left. To go on waiting or to withdraw is the applicant's choice. */
export function UsedUp({ quota: q, p }: { quota: QuotaView | null; p: PageContext }) {
  if (!q?.waits || q.held || q.granted < q.limit) return null
  const { t } = p
  return (
    <Notice kind="warning" title={t('名额已经用完', 'All places are granted')}>
      <p>
        {t(
          '您的申请不会不了了之：会有写明理由的书面决定，可以申请复议、提起诉讼。有准予被收回的，按先后轮到下一件。也可以撤回申请。',
          'Your application does not just lapse: you get a written decision with its reasons, which you may contest. If a grant is taken back, the next in order has its turn. You may also withdraw.',
        )}
      </p>
    </Notice>
  )
}

/** What who reviews or decides must know before granting it. */
export function quotaWarnings(q: QuotaView | null) {
  if (!q?.waits || q.held) return []
  if (q.granted >= q.limit)
    return [
      text(
        `名额 ${q.limit} 个已经全部准予：这一件不能再准予，只能写明理由不予许可（行政许可法第五十七条）。`,
        `All ${q.limit} places are granted: this one cannot be, only refused with reasons (art. 57).`,
      ),
    ]
  if (q.byOrder && q.granted + q.ahead >= q.limit)
    return [
      text(
        `还剩 ${q.limit - q.granted} 个名额，前面有 ${q.ahead} 件没有决定：先决定它们，不能越过（行政许可法第五十七条）。`,
        `${q.limit - q.granted} places left and ${q.ahead} undecided before it: these are decided first (art. 57).`,
      ),
    ]
  return []
}

/** On a receipt: as the how manieth it arrived. */
export const arrivedRow = (
  { t }: PageContext,
  { content }: { content: ItemContent },
  arrival: { arrived: number } | undefined,
): [string, string][] =>
  arrival
    ? [
        [
          t('到达', 'Arrived as'),
          t(
            `第 ${arrival.arrived} 个，名额 ${quotaOf(content)?.limit} 个`,
            `number ${arrival.arrived}, for ${quotaOf(content)?.limit} places`,
          ),
        ],
      ]
    : []

/** Above the form: from when, how many, what is left; and that no click is early enough to be before the opening. */
export async function QuotaNotice({ p, item }: { p: PageContext; item: ItemVersion }) {
  const limited = quotaOf(item.content)
  if (!limited) return null
  const { t, lang } = p
  const now = p.clock.now()
  const link = <a href={quotaPath(item.code)}>{t('名额和先后', 'Places and order')}</a>
  if (now < new Date(limited.opens))
    return (
      <Notice
        kind="warning"
        title={t(`${sayInstant(limited.opens)} 开始受理`, `Opens on ${sayInstant(limited.opens)}`)}
      >
        <p>
          {t(
            `${limited.name.zh}名额 ${limited.limit} 个。现在可以填好、传好材料、存草稿，到时再提交。`,
            `${limited.name.en}: ${limited.limit} places. Fill it in, upload and keep the draft now; hand it in then.`,
          )}{' '}
          {link}
        </p>
      </Notice>
    )
  const { granted } = await countsOf(p.tx, roundOf(item, limited))
  return (
    <Notice
      kind={granted >= limited.limit ? 'warning' : 'info'}
      title={t(
        `${limited.name.zh}名额 ${limited.limit} 个，已准予 ${granted} 个`,
        `${limited.name.en}: ${granted} of ${limited.limit} places are granted`,
      )}
    >
      <p>
        {limited.otherwise
          ? limited.otherwise.how[lang]
          : t(
              '按受理先后决定，提交时就排号。',
              'Decided in the order of acceptance; it has its number as you submit.',
            )}{' '}
        {granted >= limited.limit &&
          t(
            '名额已经用完：仍可以提交，会收到写明理由的书面决定。',
            'All are granted: you may still submit, and get a written decision with its reasons.',
          )}{' '}
        {limited.closes && t(`${sayInstant(limited.closes)} 截止。`, `Closes on ${sayInstant(limited.closes)}. `)}
        {link}
      </p>
    </Notice>
  )
}

/** Everybody sees how many places are taken, and in which order who stands: numbers, no names. */
export default page({
  path: '/items/:code/quota',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const item = await publishedItem(p.tx, p.params.code!, p.clock.now())
    const limited = quotaOf(item?.content)
    if (!item || !limited)
      throw standardProblem('NOT_FOUND', {
        detail: text('这个事项没有数量限制，或没有公布。', 'The item has no limit, or is not published.'),
      })
    const query = listQuery({}, { size: PAGE })(p)
    const { arrived, granted, turns } = await roundView(p.tx, item, limited, query.size, query.page)
    const title = text(`${item.content.name.zh}：名额和先后`, `${item.content.name.en}: places and order`)
    const columns = [
      {
        key: 'turn',
        title: text('次序', 'Turn'),
        number: true,
        phone: 'heading' as const,
        value: (a: (typeof turns)[number]) => a.turn,
      },
      { key: 'number', title: text('办件编号', 'Case'), value: (a: (typeof turns)[number]) => a.number },
      {
        key: 'arrived',
        title: text('第几个到达', 'Arrived as'),
        number: true,
        value: (a: (typeof turns)[number]) => a.arrived,
      },
      {
        key: 'stands',
        title: text('情况', 'How it stands'),
        value: (a: (typeof turns)[number]) => (a.granted ? t('已占名额', 'holds a place') : a.stands?.statusText[lang]),
      },
    ]
    if (query.csv) return csvFile(title, columns, turns, p)
    return {
      title,
      body: (
        <PortalPage p={p} title={title[lang]} back={{ href: `/items/${item.code}`, text: t('办事指南', 'Guide') }}>
          <Facts
            rows={[
              [t('名额', 'Places'), `${limited.name[lang]} · ${limited.limit}`],
              [t('已准予', 'Granted'), String(granted)],
              [t('还剩', 'Left'), String(Math.max(0, limited.limit - granted))],
              [t('到达的申请', 'Applications'), String(arrived)],
              [
                t('受理时间', 'Open'),
                limited.closes
                  ? t(
                      `${sayInstant(limited.opens)} 至 ${sayInstant(limited.closes)}`,
                      `${sayInstant(limited.opens)} to ${sayInstant(limited.closes)}`,
                    )
                  : t(`${sayInstant(limited.opens)} 起`, `from ${sayInstant(limited.opens)}`),
              ],
              [
                t('怎样决定', 'How it is decided'),
                <>
                  {limited.otherwise
                    ? limited.otherwise.how[lang]
                    : t(
                        '都符合条件的，按受理先后准予；受理先后以材料齐全的先后为准，补正的以交齐补正为准。',
                        'Of those who fulfil the conditions, in the order of acceptance: in which the papers were complete, and with a correction when that was handed in.',
                      )}{' '}
                  <Citations list={limited.otherwise?.basis ?? ORDER_OF_ACCEPTANCE} lang={lang} />
                </>,
              ],
              [t('名额的依据', 'Basis of the limit'), <Citations list={limited.basis} lang={lang} />],
              ...(limited.unconfirmed
                ? [
                    [
                      t('说明', 'Note'),
                      t(
                        '名额的数字是演示用的，未核对来源。',
                        'The figure is for demonstration; its source is not confirmed.',
                      ),
                    ] as [string, string],
                  ]
                : []),
            ]}
          />
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={turns}
            total={arrived}
            query={query}
            empty={text('还没有申请到达。', 'No application has arrived yet.')}
          />
        </PortalPage>
      ),
    }
  },
})
