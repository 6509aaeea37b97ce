import { page, text } from '../../../kernel/platform/index.ts'
import { Empty, Light, PlainTable, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { changeWords, myLicences } from '../contract.ts'

const TITLE = text('我的证照', 'My licences')
/** From how many days before its last day a licence is told to end. */
const SOON = 60

/** What the reader holds, until when, who may check it, and where it was used. */
export default page({
  path: '/my/licences',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { t, lang } = p
    const held = await p.call(myLicences, {})
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
          {held.length === 0 ? (
            <Empty>{t('还没有证照。办成以后会出现在这里。', 'No licence yet; it appears here once issued.')}</Empty>
          ) : (
            <PlainTable
              caption={t(TITLE)}
              quiet
              columns={[
                { title: t('证照', 'Licence') },
                { title: t('颁发', 'Issued') },
                { title: t('有效期', 'Valid') },
                { title: t('谁用过', 'Where it was used') },
                { title: t('查看', 'See') },
                { title: t('办理', 'Do') },
              ]}
              rows={held.map((l) => [
                <>
                  {l.title[lang]} <span class="small num">{l.number}</span>
                  {l.replaces && <span class="small num"> {t(`换自 ${l.replaces}`, `in place of ${l.replaces}`)}</span>}
                  {l.replacedBy && (
                    <span class="small num"> {t(`换发为 ${l.replacedBy}`, `replaced by ${l.replacedBy}`)}</span>
                  )}
                </>,
                `${l.issuedOn} ${l.issuedBy}`,
                l.ended ? (
                  <Light colour="red">
                    {t(`${l.ended.on} ${l.ended.said.zh}`, `${l.ended.said.en} ${l.ended.on}`)}
                  </Light>
                ) : l.left !== null && l.left < 0 ? (
                  <Light colour="red">{t(`${l.until} 已过期`, `expired ${l.until}`)}</Light>
                ) : l.left !== null && l.left <= SOON ? (
                  <Light colour="yellow">
                    {t(`还有 ${l.left} 天，到 ${l.until}`, `${l.left} days, until ${l.until}`)}
                  </Light>
                ) : (
                  (l.until ?? l.validity)
                ),
                l.used.length === 0
                  ? t('没有', 'nowhere')
                  : l.used.map((u) => `${u.itemName[lang]} ${sayDay(u.at, lang)}`).join(lang === 'zh' ? '；' : '; '),
                <Links
                  list={[
                    [`/documents/${l.number}.pdf`, 'PDF'],
                    [`/verify?licence=${l.number}`, t('验证', 'verify')],
                    [`/cases/${l.caseNumber}`, t('办件', 'case')],
                  ]}
                />,
                <Links
                  list={l.changes.map((x) => [
                    `/apply/${x.itemCode}?licence=${l.number}`,
                    changeWords[x.how][lang],
                    t(`${changeWords[x.how].zh} ${l.number}`, `${changeWords[x.how].en} ${l.number}`),
                  ])}
                />,
              ])}
            />
          )}
        </PortalPage>
      ),
    }
  },
})

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
