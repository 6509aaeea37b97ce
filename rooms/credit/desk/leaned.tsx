import { contract as parties } from '../../../kernel/parties/index.ts'
import { holdsPost, type Output, page, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, DeskPage, List, listQuery, sayTime } from '../../../web/ui/index.ts'
import { HEAD } from '../listing.kind.ts'
import * as paths from '../paths.ts'

const TITLE = text('依据一条记录作出的行为', 'Acts that leaned on a mark')
const read = listQuery({}, { size: 100 })
type Row = Output<typeof parties.leanedOn>['acts'][number]

export default page({
  path: `${paths.deskLeaned}/:mark`,
  shell: 'desk',
  allow: holdsPost([HEAD, 'list-keeper']),
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const { acts, list, annulled } = await p.call(parties.leanedOn, { mark: p.params.mark ?? '' })
    const columns: Column<Row>[] = [
      {
        key: 'at',
        title: text('时间', 'When'),
        value: (r) => r.at,
        cell: (r) => sayTime(r.at, lang),
        phone: 'heading',
      },
      { key: 'purpose', title: text('用途', 'Purpose'), value: (r) => r.purpose },
      { key: 'effect', title: text('当时的处理', 'What followed'), value: (r) => r.effect },
      { key: 'leaning', title: text('行为', 'Act'), value: (r) => r.leaning },
      { key: 'unit', title: text('单位', 'Unit'), value: (r) => r.unit },
      { key: 'stream', title: text('所在', 'Stream'), value: (r) => `${r.streamKind} ${r.streamId}`, phone: 'none' },
    ]
    if (q.csv) return csvFile(TITLE, columns, acts, p)
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={
            annulled
              ? t(
                  `名单 ${list} 的这条记录已经撤销；下面每一件都要看要不要纠正。`,
                  `This mark of the list ${list} was annulled; each of these may have to be mended.`,
                )
              : t(`名单 ${list}`, `List ${list}`)
          }
        >
          <List
            lang={lang}
            title={TITLE}
            query={q}
            columns={columns}
            rows={acts}
            empty={text('没有行为依据过它。', 'No act leaned on it.')}
          />
        </DeskPage>
      ),
    }
  },
})
