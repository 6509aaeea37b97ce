import { type Lang, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  Light,
  List,
  listQuery,
  oneOf,
  PortalPage,
  sayDay,
  sayIn,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { changeWords, myLicences } from '../contract.ts'

const TITLE = text('我的证照', 'My licences')
/** From how many days before its last day a licence is told to end. */
const SOON = 60
type Row = Output<typeof myLicences>[number]
const query = listQuery({ q: words, state: oneOf(['valid', 'soon', 'over']) }, { sort: ['until'], size: 20 })

const stateOf = (l: Row): 'valid' | 'soon' | 'over' => {
  if (l.ended || (l.left !== null && l.left < 0)) return 'over'
  return l.left !== null && l.left <= SOON ? 'soon' : 'valid'
}

/** What the reader holds, until when, who may check it, and where it was used. */
export default page({
  path: '/my/licences',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const held = sift(q, await p.call(myLicences, {}), {
      words: (l) => `${l.number} ${l.title.zh} ${l.title.en} ${l.issuedBy}`,
      holds: (l) => !q.filters.state || stateOf(l) === q.filters.state,
      keys: { until: (l) => l.until ?? '9999' },
    })
    const columns = columnsIn(lang)
    if (q.csv) return csvFile(TITLE, columns, held, p)
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          back={{ href: '/my', text: t('我的办件', 'My cases') }}
          lead={t(
            '办过的证照都在这里；下次申请要它时，不用再上传。',
            'What was issued to you; where an application asks for it, nothing is uploaded again.',
          )}
        >
          <List
            lang={lang}
            title={TITLE}
            columns={columns}
            rows={held}
            query={q}
            filters={[
              { name: 'q', kind: 'search', title: text('名称、编号或颁发单位', 'Name, number or issuer') },
              {
                name: 'state',
                kind: 'choice',
                title: text('有效期', 'Valid'),
                options: [
                  { value: 'valid', text: text('有效', 'valid') },
                  { value: 'soon', text: text('快到期', 'ends soon') },
                  { value: 'over', text: text('已失效', 'valid no more') },
                ],
              },
            ]}
            empty={text('没有这样的证照。办成以后会出现在这里。', 'No such licence; it appears here once issued.')}
          />
        </PortalPage>
      ),
    }
  },
})

function columnsIn(lang: Lang): Column<Row>[] {
  const t = sayIn(lang)
  return [
    {
      key: 'licence',
      title: text('证照', 'Licence'),
      phone: 'heading',
      value: (l) => `${l.title[lang]} ${l.number}`,
      cell: (l) => (
        <>
          {l.title[lang]} <span class="small num">{l.number}</span>
          {l.replaces && <span class="small num"> {t(`换自 ${l.replaces}`, `in place of ${l.replaces}`)}</span>}
          {l.replacedBy && <span class="small num"> {t(`换发为 ${l.replacedBy}`, `replaced by ${l.replacedBy}`)}</span>}
        </>
      ),
    },
    { key: 'issued', title: text('颁发', 'Issued'), value: (l) => `${l.issuedOn} ${l.issuedBy}` },
    {
      key: 'until',
      title: text('有效期', 'Valid'),
      sort: 'up',
      value: (l) => l.until ?? l.validity,
      cell: (l) => {
        if (l.ended)
          return <Light colour="red">{t(`${l.ended.on} ${l.ended.said.zh}`, `${l.ended.said.en} ${l.ended.on}`)}</Light>
        const state = stateOf(l)
        if (state === 'over') return <Light colour="red">{t(`${l.until} 已过期`, `expired ${l.until}`)}</Light>
        return state === 'soon' ? (
          <Light colour="yellow">{t(`还有 ${l.left} 天，到 ${l.until}`, `${l.left} days, until ${l.until}`)}</Light>
        ) : (
          (l.until ?? l.validity)
        )
      },
    },
    {
      key: 'used',
      title: text('谁用过', 'Where it was used'),
      value: (l) =>
        l.used.length === 0
          ? t('没有', 'nowhere')
          : l.used.map((u) => `${u.itemName[lang]} ${sayDay(u.at, lang)}`).join(lang === 'zh' ? '；' : '; '),
    },
    {
      key: 'see',
      title: text('查看', 'See'),
      cell: (l) => (
        <Links
          list={[
            [`/documents/${l.number}.pdf`, 'PDF'],
            [`/verify?licence=${l.number}`, t('验证', 'verify')],
            [`/cases/${l.caseNumber}`, t('办件', 'case')],
          ]}
        />
      ),
    },
    {
      key: 'do',
      title: text('办理', 'Do'),
      cell: (l) =>
        l.changes.length > 0 && (
          <Links
            list={l.changes.map((x) => [
              `/apply/${x.itemCode}?licence=${l.number}`,
              changeWords[x.how][lang],
              t(`${changeWords[x.how].zh} ${l.number}`, `${changeWords[x.how].en} ${l.number}`),
            ])}
          />
        ),
    },
  ]
}

/** One below the other: a finger finds each. */
const Links = ({ list }: { list: [href: string, text: string, label?: string][] }) => (
  <ul class="plain">
    {list.map(([href, words, label]) => (
      <li>
        <a href={href} aria-label={label}>
          {words}
        </a>
      </li>
    ))}
  </ul>
)
